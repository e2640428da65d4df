DELETE FROM need WHERE organisation_id = $1

DELETE FROM need WHERE organisation_id = $1 AND member_id = $2

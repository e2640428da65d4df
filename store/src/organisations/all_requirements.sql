SELECT id, body FROM requirement WHERE organisation_id = $1 ORDER BY id

SELECT id, body FROM requirement WHERE organisation_id = $1 AND id > $2 ORDER BY id LIMIT $3

SELECT id, parent_id, name, path FROM department WHERE organisation_id = $1 AND id > $2 ORDER BY id LIMIT $3

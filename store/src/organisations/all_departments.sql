SELECT id, parent_id, name FROM department WHERE organisation_id = $1 ORDER BY id

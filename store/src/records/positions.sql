SELECT id, department_id, name FROM staff_position WHERE organisation_id = $1 AND id > $2 ORDER BY id LIMIT $3

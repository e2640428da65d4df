SELECT id, department_id, name FROM staff_position WHERE organisation_id = $1 ORDER BY id

INSERT INTO staff_position (id, organisation_id, department_id, name) VALUES ($1, $2, $3, $4)
ON CONFLICT (id) DO UPDATE SET department_id = excluded.department_id, name = excluded.name
WHERE staff_position.organisation_id = excluded.organisation_id

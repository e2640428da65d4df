INSERT INTO department (id, organisation_id, parent_id, name, path) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (id) DO UPDATE SET parent_id = excluded.parent_id, name = excluded.name, path = excluded.path
WHERE department.organisation_id = excluded.organisation_id

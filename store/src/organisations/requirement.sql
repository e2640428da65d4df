INSERT INTO requirement (id, organisation_id, body) VALUES ($1, $2, $3)
ON CONFLICT (id) DO UPDATE SET body = excluded.body
WHERE requirement.organisation_id = excluded.organisation_id

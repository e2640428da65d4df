INSERT INTO paper (id, organisation_id, title, scheme_id, sections, review, made_by, made_at, pilots)
SELECT $1, organisation.id, $3, $4, $5, $6, $7, $8, $9 FROM organisation WHERE organisation.id = $2
ON CONFLICT (id) DO NOTHING

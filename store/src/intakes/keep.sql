INSERT INTO intake (id, organisation_id, made_by, file_name, list, total, state, taken, outcome, made_at)
VALUES ($1, $2, $3, $4, $5, $6, 'draft', 0, '', $7)
ON CONFLICT (id) DO NOTHING

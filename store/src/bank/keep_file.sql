INSERT INTO question_file (id, organisation_id, made_by, file_name, list, total, taken, made_at)
VALUES ($1, $2, $3, $4, $5, $6, NULL, $7)
ON CONFLICT (id) DO NOTHING

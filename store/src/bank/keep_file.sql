INSERT INTO question_file (id, organisation_id, made_by, file_name, list, total, taken, made_at)
VALUES ($1, $2, $3, $4, $5, $6, NULL, $7)
ON CONFLICT (id) DO UPDATE
SET file_name = excluded.file_name, list = excluded.list, total = excluded.total, made_at = excluded.made_at
WHERE question_file.organisation_id = excluded.organisation_id AND question_file.made_by = excluded.made_by
    AND question_file.taken IS NULL

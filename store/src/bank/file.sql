SELECT id, file_name, list, total, taken, made_at FROM question_file
WHERE id = $1 AND organisation_id = $2 AND made_by = $3 AND made_at > $4

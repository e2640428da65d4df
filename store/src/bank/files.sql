SELECT id, file_name, '' AS list, total, taken, made_at FROM question_file
WHERE organisation_id = $1 AND made_by = $2 AND made_at > $3 ORDER BY made_at DESC, id DESC

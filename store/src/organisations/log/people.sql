SELECT id, name FROM member WHERE organisation_id = $1 AND name <> '' AND name_key LIKE $2 ESCAPE '\'
ORDER BY name_key, id LIMIT $3

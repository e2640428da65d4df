SELECT id, name FROM member WHERE organisation_id = $1 AND id IN (SELECT value FROM json_each($2))

SELECT id FROM member WHERE organisation_id = $1 AND id <> $2 AND state = 'joined' LIMIT 1

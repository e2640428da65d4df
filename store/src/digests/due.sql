SELECT id FROM organisation WHERE digest_week < $1 AND created_at < $2 ORDER BY id

INSERT INTO attempt_answers (attempt_id, body) VALUES ($1, $2)
ON CONFLICT (attempt_id) DO UPDATE SET body = excluded.body

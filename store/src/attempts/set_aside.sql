INSERT INTO attempt_event (attempt_id, number, save_key, sequence, item, aspect, at, at_service, body)
SELECT $1, COALESCE((SELECT MAX(number) FROM attempt_event WHERE attempt_id = $1), 0) + 1, $2, $3, $4, -1, $5, $6, $7
WHERE (SELECT COUNT(*) FROM attempt_event WHERE attempt_id = $1 AND aspect = -1) < $8
ON CONFLICT (attempt_id, save_key) DO NOTHING

INSERT INTO attempt_event (attempt_id, number, save_key, sequence, at, at_service, body)
SELECT $1, COALESCE((SELECT MAX(number) FROM attempt_event WHERE attempt_id = $1), 0) + 1, $2, 0, $3, $4, $5
WHERE true
ON CONFLICT (attempt_id, save_key) DO NOTHING

INSERT INTO attempt_event (attempt_id, number, save_key, sequence, item, aspect, at, at_service, body)
SELECT $1, COALESCE((SELECT MAX(number) FROM attempt_event WHERE attempt_id = $1), 0) + 1, $2, $3, $4, $5, $6, $7, $8
WHERE NOT EXISTS (
    SELECT 1 FROM attempt_event
    WHERE attempt_id = $1 AND item = $4 AND aspect = $5 AND sequence > $3
)
ON CONFLICT (attempt_id, save_key) DO NOTHING

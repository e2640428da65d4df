INSERT INTO attempt_event (attempt_id, number, save_key, sequence, at, at_service, body)
SELECT attempt.id,
    COALESCE((SELECT MAX(earlier.number) FROM attempt_event AS earlier WHERE earlier.attempt_id = attempt.id), 0) + 1,
    $1, 0, $2, $3, $4
FROM attempt WHERE attempt.phase = 'running' AND attempt.deadline_service IS NOT NULL
ON CONFLICT (attempt_id, save_key) DO NOTHING

SELECT attempt.account_id, attempt.entry_id, attempt.id, attempt.mode, attempt.phase, attempt.started_at, attempt.finished_at, attempt.shape,
    CAST(CASE WHEN attempt.mode = 'practice' THEN (SELECT COUNT(DISTINCT attempt_event.item) FROM attempt_event
        WHERE attempt_event.attempt_id = attempt.id AND attempt_event.aspect = 0) ELSE 0 END AS BIGINT) AS answered,
    CAST(CASE WHEN attempt.mode = 'practice' THEN (SELECT MAX(attempt_event.at) FROM attempt_event
        WHERE attempt_event.attempt_id = attempt.id AND attempt_event.aspect = 0) END AS BIGINT) AS answered_at
FROM attempt

SELECT attempt_event.attempt_id, attempt_event.number, attempt_event.sequence, attempt_event.at, attempt_event.body
FROM attempt_event JOIN attempt ON attempt.id = attempt_event.attempt_id
WHERE attempt.account_id = $1 ORDER BY attempt_event.attempt_id, attempt_event.number

SELECT CAST(COUNT(*) AS BIGINT) FROM attempt JOIN attempt_event ON attempt_event.attempt_id = attempt.id
WHERE attempt.entry_id = $1 AND attempt_event.save_key = $2

SELECT number, save_key, sequence, at, at_service, body FROM attempt_event WHERE attempt_id = $1 ORDER BY number

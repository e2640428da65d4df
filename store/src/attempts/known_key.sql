SELECT body FROM attempt_event WHERE attempt_id = $1 AND save_key = $2

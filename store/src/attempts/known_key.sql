SELECT CAST(COUNT(*) AS BIGINT) AS count FROM attempt_event WHERE attempt_id = $1 AND save_key = $2

SELECT CAST(COUNT(*) AS BIGINT) AS count FROM attempt_event WHERE attempt_id = $1 AND item = $2 AND aspect = 0

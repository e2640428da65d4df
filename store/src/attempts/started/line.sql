INSERT INTO attempt_event (attempt_id, number, save_key, sequence, at, at_service, body)
VALUES ($1, 1, 'started', 0, $2, $3, $4)

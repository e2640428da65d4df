INSERT INTO study_event (id, account_id, at, body) VALUES ($1, $2, $3, $4)

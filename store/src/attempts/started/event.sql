INSERT INTO study_event (id, account_id, at, body) VALUES ($5, $6, $2, $7)

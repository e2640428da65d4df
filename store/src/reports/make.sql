INSERT INTO item_report (id, account_id, item_id, digest, body, made_at, state, answer, decided_by)
VALUES ($1, $2, $3, $4, $5, $6, 'open', '', '')

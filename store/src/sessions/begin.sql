INSERT INTO session (token_hash, id, account_id, created_at, seen_at, expires_at, agent)
VALUES ($1, $2, $3, $4, $4, $5, $6)

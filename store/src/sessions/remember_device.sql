INSERT INTO known_device (token_hash, account_id, created_at) VALUES ($1, $2, $3)
ON CONFLICT (token_hash) DO UPDATE SET account_id = excluded.account_id, created_at = excluded.created_at

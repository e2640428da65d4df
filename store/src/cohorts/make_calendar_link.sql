INSERT INTO calendar_link (account_id, token_hash, made_at) VALUES ($1, $2, $3)
ON CONFLICT (account_id) DO UPDATE SET token_hash = excluded.token_hash, made_at = excluded.made_at

INSERT INTO badge_link (completion_id, token_hash, expires_at)
SELECT id, $3, $4 FROM completion WHERE account_id = $1 AND id = $2 AND withdrawn_at IS NULL
ON CONFLICT (completion_id) DO UPDATE SET token_hash = excluded.token_hash, expires_at = excluded.expires_at

SELECT id FROM completion WHERE account_id = $1 AND level = $2 AND edition = $3 AND withdrawn_at IS NULL

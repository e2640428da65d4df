SELECT title, issued_at FROM completion WHERE account_id = $1 AND level = $2 AND withdrawn_at IS NULL ORDER BY issued_at LIMIT 1

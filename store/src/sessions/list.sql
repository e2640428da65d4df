SELECT id, created_at, seen_at, agent FROM session WHERE account_id = $1 AND expires_at > $2 ORDER BY seen_at DESC

SELECT id, created_at, seen_at, agent FROM session WHERE account_id = $1 ORDER BY created_at

WHERE attempt.account_id = $1 AND attempt.entry_id IS NOT NULL
ORDER BY attempt.started_at, attempt.id

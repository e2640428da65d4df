SELECT attempt.id, attempt.account_id, attempt.title, account.name, account.email, attempt.phase, attempt.finished_at
FROM attempt JOIN account ON account.id = attempt.account_id
WHERE attempt.entry_id = $1 AND (CAST($2 AS TEXT) IS NULL OR attempt.id = $2) ORDER BY attempt.id

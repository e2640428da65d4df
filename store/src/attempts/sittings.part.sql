SELECT attempt.id, attempt.account_id, account.name, attempt.title, attempt.phase, attempt.started_at, attempt.timing
FROM attempt JOIN account ON account.id = attempt.account_id

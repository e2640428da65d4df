SELECT attempt.id, attempt.account_id, account.name, attempt.title, attempt.phase, attempt.started_at, attempt.timing
FROM attempt JOIN account ON account.id = attempt.account_id
WHERE attempt.mode = 'exam' AND COALESCE(account.organisation_id, '') = $1
    AND (CAST($2 AS TEXT) IS NULL OR attempt.id = $2)
ORDER BY CASE WHEN attempt.phase = 'running' THEN 0 ELSE 1 END, attempt.started_at DESC, attempt.id DESC
LIMIT 500

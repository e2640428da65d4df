SELECT account.id, account.name, account.role, attempt.id AS exam, EXISTS (
    SELECT 1 FROM accommodation
    WHERE accommodation.account_id = account.id AND valid_from <= $2 AND (valid_until IS NULL OR valid_until > $2)
) AS accommodated
FROM account LEFT JOIN attempt
    ON attempt.account_id = account.id AND attempt.phase = 'running' AND attempt.mode = 'exam'
WHERE COALESCE(account.organisation_id, '') = $1
ORDER BY account.id

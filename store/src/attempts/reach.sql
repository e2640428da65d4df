SELECT attempt.phase FROM attempt JOIN account ON account.id = attempt.account_id
WHERE attempt.id = $1 AND attempt.mode = 'exam' AND COALESCE(account.organisation_id, '') = $2

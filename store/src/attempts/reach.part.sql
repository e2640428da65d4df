SELECT attempt.phase FROM attempt JOIN account ON account.id = attempt.account_id

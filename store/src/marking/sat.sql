SELECT attempt.id, attempt.account_id, account.name, attempt.paper, attempt.layout, attempt.shape, attempt.vault
FROM attempt JOIN plan_entry ON plan_entry.id = attempt.entry_id JOIN account ON account.id = attempt.account_id
WHERE plan_entry.id = $1 AND plan_entry.cohort_id = $2 AND plan_entry.kind IN ('paper', 'exercise') AND attempt.phase <> 'running'
ORDER BY attempt.id

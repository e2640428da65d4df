SELECT attempt.id, plan_entry.released_at FROM attempt JOIN plan_entry ON plan_entry.id = attempt.entry_id
WHERE attempt.id = $1 AND attempt.account_id = $2 AND plan_entry.kind IN ('paper', 'exercise')

WHERE attempt.entry_id IN (SELECT plan_entry.id FROM plan_entry WHERE plan_entry.cohort_id = $1 AND plan_entry.withdrawn_at IS NULL)
ORDER BY attempt.started_at, attempt.id

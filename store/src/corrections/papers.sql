SELECT attempt.id, attempt.paper FROM plan_entry JOIN attempt ON attempt.entry_id = plan_entry.id
WHERE plan_entry.cohort_id = $1

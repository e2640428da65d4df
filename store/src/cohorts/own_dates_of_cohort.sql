SELECT own_dates.entry_id, own_dates.participant_id, own_dates.opens_at, own_dates.due_at, own_dates.closes_at
FROM own_dates JOIN plan_entry ON plan_entry.id = own_dates.entry_id
WHERE plan_entry.cohort_id = $1 AND plan_entry.withdrawn_at IS NULL

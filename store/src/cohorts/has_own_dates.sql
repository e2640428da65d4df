SELECT own_dates.participant_id FROM own_dates JOIN plan_entry ON plan_entry.id = own_dates.entry_id
WHERE plan_entry.cohort_id = $1 AND own_dates.entry_id = $2 AND own_dates.participant_id = $3
    AND plan_entry.withdrawn_at IS NULL

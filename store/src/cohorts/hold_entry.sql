UPDATE plan_entry SET kind = kind WHERE id = $1 AND cohort_id = $2 AND withdrawn_at IS NULL

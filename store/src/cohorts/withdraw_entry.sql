UPDATE plan_entry SET withdrawn_at = $3 WHERE id = $1 AND cohort_id = $2 AND withdrawn_at IS NULL

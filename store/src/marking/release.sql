UPDATE plan_entry SET released_at = $3 WHERE id = $1 AND cohort_id = $2 AND withdrawn_at IS NULL AND released_at IS NULL

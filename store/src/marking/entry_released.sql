SELECT id, released_at FROM plan_entry WHERE id = $1 AND cohort_id = $2 AND withdrawn_at IS NULL

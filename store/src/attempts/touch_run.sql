UPDATE plan_entry SET kind = kind WHERE cohort_id = $1 AND id = $2 AND kind = 'paper' AND withdrawn_at IS NULL

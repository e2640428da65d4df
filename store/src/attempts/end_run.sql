UPDATE plan_entry SET run_ended_at = COALESCE(run_ended_at, $3), halted_at = NULL WHERE cohort_id = $1 AND id = $2 AND kind = 'paper'

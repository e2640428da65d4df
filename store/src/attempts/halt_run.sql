UPDATE plan_entry SET halted_at = $3 WHERE cohort_id = $1 AND id = $2 AND kind = 'paper'

UPDATE plan_entry SET changed_at = $3 WHERE cohort_id = $1 AND id = $2

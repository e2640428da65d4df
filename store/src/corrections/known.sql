SELECT cohort_id FROM correction WHERE id = $1

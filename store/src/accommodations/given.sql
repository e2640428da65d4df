SELECT id FROM accommodation WHERE lot = $1 AND cohort_id = $2

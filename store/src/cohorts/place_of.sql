SELECT id FROM participant WHERE account_id = $1 AND cohort_id = $2 AND state = 'joined'

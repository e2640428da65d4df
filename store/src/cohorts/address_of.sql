SELECT email, account_id FROM participant WHERE cohort_id = $1 AND id = $2 AND state <> 'left'

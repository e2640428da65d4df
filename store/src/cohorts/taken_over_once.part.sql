AND cohort.id = $5
ON CONFLICT (cohort_id, account_id) DO NOTHING

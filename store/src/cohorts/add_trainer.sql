INSERT INTO cohort_trainer (cohort_id, account_id, added_by, added_at) VALUES ($1, $2, $3, $4)
ON CONFLICT (cohort_id, account_id) DO NOTHING

INSERT INTO cohort_trainer (cohort_id, account_id, added_by, added_at)
SELECT $1, account_id, $3, $4 FROM cohort_trainer WHERE cohort_id = $2

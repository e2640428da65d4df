INSERT INTO cohort_trainer (cohort_id, account_id, added_by, added_at)
SELECT cohort.id, $2, $3, $4 FROM cohort

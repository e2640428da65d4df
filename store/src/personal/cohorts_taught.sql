SELECT cohort.name AS class, cohort_trainer.added_by, cohort_trainer.added_at
FROM cohort_trainer JOIN cohort ON cohort.id = cohort_trainer.cohort_id
WHERE cohort_trainer.account_id = $1 ORDER BY cohort_trainer.added_at, cohort.id

DELETE FROM cohort_trainer WHERE cohort_id = $1 AND account_id = $2

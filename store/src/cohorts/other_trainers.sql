SELECT CAST(COUNT(*) AS BIGINT) FROM cohort_trainer JOIN cohort ON cohort.id = cohort_trainer.cohort_id JOIN account ON account.id = cohort_trainer.account_id
    AND account.organisation_id = cohort.organisation_id AND account.role <> 'candidate'
WHERE cohort_trainer.cohort_id = $1 AND cohort_trainer.account_id <> $2

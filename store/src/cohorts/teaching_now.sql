SELECT account.name, account.id FROM cohort_trainer JOIN cohort ON cohort.id = cohort_trainer.cohort_id
    JOIN account ON account.id = cohort_trainer.account_id
    AND account.organisation_id = cohort.organisation_id AND account.role <> 'candidate'
WHERE cohort_trainer.cohort_id = $1

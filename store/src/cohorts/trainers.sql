SELECT account.id, account.name, account.email FROM cohort_trainer JOIN account ON account.id = cohort_trainer.account_id
WHERE cohort_trainer.cohort_id = $1

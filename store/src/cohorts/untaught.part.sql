WHERE cohort.organisation_id = $1 AND NOT EXISTS (
    SELECT 1 FROM cohort_trainer JOIN account ON account.id = cohort_trainer.account_id
        AND account.organisation_id = cohort.organisation_id AND account.role <> 'candidate'
    WHERE cohort_trainer.cohort_id = cohort.id
)

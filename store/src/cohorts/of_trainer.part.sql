WHERE cohort.id IN (SELECT cohort_trainer.cohort_id FROM cohort_trainer WHERE cohort_trainer.account_id = $1)
    AND cohort.organisation_id = (SELECT account.organisation_id FROM account WHERE account.id = $1 AND account.role <> 'candidate')
    AND (cohort.archived_at IS NOT NULL) = $2

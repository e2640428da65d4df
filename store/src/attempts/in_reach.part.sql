WHERE attempt.mode = 'exam' AND (CAST($2 AS TEXT) IS NULL OR attempt.id = $2) AND (
    (attempt.entry_id IS NULL AND COALESCE(account.organisation_id, '') = $1)
    OR EXISTS (
        SELECT 1 FROM plan_entry JOIN cohort ON cohort.id = plan_entry.cohort_id
            JOIN cohort_trainer ON cohort_trainer.cohort_id = cohort.id
        WHERE plan_entry.id = attempt.entry_id AND cohort.organisation_id = $1 AND cohort_trainer.account_id = $3
    )
)

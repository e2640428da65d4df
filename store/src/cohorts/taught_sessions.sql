SELECT plan_entry.id, plan_entry.cohort_id, plan_entry.title, plan_entry.words, plan_entry.body, plan_entry.opens_at, plan_entry.due_at,
    plan_entry.closes_at, plan_entry.run_began_at, plan_entry.run_ended_at, plan_entry.halted_at, plan_entry.released_at,
    cohort.name AS cohort_name, cohort.zone, plan_entry.made_at, COALESCE(plan_entry.changed_at, plan_entry.made_at) AS changed_at,
    CAST(NULL AS BIGINT) AS own_opens_at, CAST(NULL AS BIGINT) AS own_due_at, CAST(NULL AS BIGINT) AS own_closes_at,
    CAST(NULL AS TEXT) AS presence
FROM cohort_trainer JOIN cohort ON cohort.id = cohort_trainer.cohort_id JOIN account ON account.id = cohort_trainer.account_id
    AND account.organisation_id = cohort.organisation_id AND account.role <> 'candidate'
    JOIN plan_entry ON plan_entry.cohort_id = cohort.id
WHERE cohort_trainer.account_id = $1 AND cohort.archived_at IS NULL AND plan_entry.withdrawn_at IS NULL AND plan_entry.kind = 'session'
ORDER BY COALESCE(plan_entry.opens_at, 9223372036854775807), plan_entry.id

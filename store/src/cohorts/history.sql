SELECT cohort_event.id, cohort_event.at, account.name AS by_name, participant.name AS participant, trainer.name AS trainer,
    plan_entry.title AS entry, cohort_event.details
FROM cohort_event LEFT JOIN account ON account.id = cohort_event.account_id
    LEFT JOIN participant ON participant.id = cohort_event.participant_id LEFT JOIN account AS trainer ON trainer.id = cohort_event.trainer_id
    LEFT JOIN plan_entry ON plan_entry.id = cohort_event.entry_id
WHERE cohort_event.cohort_id = $1 AND (CAST($2 AS TEXT) IS NULL OR cohort_event.id < $2)
ORDER BY cohort_event.id DESC LIMIT $3

INSERT INTO cohort_event (id, cohort_id, at, account_id, kind, participant_id, trainer_id, entry_id, details)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)

SELECT cohort.name AS class, cohort_event.at, cohort_event.kind, CASE WHEN cohort_event.account_id = $1 THEN 'yes' ELSE 'no' END AS by_you,
    cohort_event.details
FROM cohort_event JOIN cohort ON cohort.id = cohort_event.cohort_id
WHERE cohort_event.id IN (
    SELECT own.id FROM cohort_event AS own WHERE own.account_id = $1
    UNION SELECT taught.id FROM cohort_event AS taught WHERE taught.trainer_id = $1
    UNION SELECT told.id FROM participant JOIN cohort_event AS told ON told.participant_id = participant.id
    WHERE participant.account_id = $1 OR participant.account_id IS NULL AND participant.email <> ''
        AND participant.email_key = (SELECT account.email_key FROM account WHERE account.id = $1)
)
ORDER BY cohort_event.id

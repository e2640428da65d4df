SELECT cohort.name AS class, organisation.name AS organisation, participant.name, participant.email, participant.state,
    participant.joined_at, participant.left_at
FROM participant JOIN cohort ON cohort.id = participant.cohort_id JOIN organisation ON organisation.id = cohort.organisation_id
WHERE (participant.account_id = $1 OR participant.account_id IS NULL AND participant.email <> ''
    AND participant.email_key = (SELECT account.email_key FROM account WHERE account.id = $1))
ORDER BY participant.id

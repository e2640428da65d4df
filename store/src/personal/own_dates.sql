SELECT cohort.name AS class, plan_entry.title AS entry, own_dates.opens_at, own_dates.due_at, own_dates.closes_at, own_dates.reason,
    own_dates.set_by, own_dates.set_at
FROM own_dates JOIN participant ON participant.id = own_dates.participant_id JOIN plan_entry ON plan_entry.id = own_dates.entry_id
    JOIN cohort ON cohort.id = participant.cohort_id
WHERE (participant.account_id = $1 OR participant.account_id IS NULL AND participant.email <> ''
    AND participant.email_key = (SELECT account.email_key FROM account WHERE account.id = $1))
ORDER BY own_dates.set_at, own_dates.entry_id

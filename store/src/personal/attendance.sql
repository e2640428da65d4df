SELECT cohort.name AS class, plan_entry.title AS entry, attendance.presence, attendance.set_by, attendance.set_at
FROM attendance JOIN participant ON participant.id = attendance.participant_id JOIN plan_entry ON plan_entry.id = attendance.entry_id
    JOIN cohort ON cohort.id = participant.cohort_id
WHERE (participant.account_id = $1 OR participant.account_id IS NULL AND participant.email <> ''
    AND participant.email_key = (SELECT account.email_key FROM account WHERE account.id = $1))
ORDER BY attendance.set_at, attendance.entry_id

INSERT INTO accommodation (id, account_id, percent, extra, breaks, reason, approved_by, approved_at, valid_from, valid_until, cohort_id, lot)
SELECT $1, account.id, $4, $5, $6, $7, $8, $9, $10, $11, cohort.id, $12
FROM participant JOIN cohort ON cohort.id = participant.cohort_id JOIN account ON account.id = participant.account_id
WHERE participant.id = $2 AND participant.cohort_id = $3 AND participant.state = 'joined'
    AND account.organisation_id = cohort.organisation_id
ON CONFLICT DO NOTHING

UPDATE accommodation SET valid_until = $3
WHERE cohort_id = $2 AND (valid_until IS NULL OR valid_until > $3) AND account_id IN (
    SELECT account.id FROM participant JOIN cohort ON cohort.id = participant.cohort_id JOIN account ON account.id = participant.account_id
    WHERE participant.id = $1 AND participant.cohort_id = $2 AND participant.state = 'joined'
        AND account.organisation_id = cohort.organisation_id
)

SELECT participant.id, participant.name, participant.state, participant.account_id,
    COALESCE(account.organisation_id = cohort.organisation_id, FALSE) AS is_own
FROM participant JOIN cohort ON cohort.id = participant.cohort_id LEFT JOIN account ON account.id = participant.account_id
WHERE participant.cohort_id = $1
ORDER BY participant.name_key, participant.id

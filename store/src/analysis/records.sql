SELECT study_record.account_id, study_record.body
FROM participant JOIN study_record ON study_record.account_id = participant.account_id
WHERE participant.cohort_id = $1 AND participant.state = 'joined'
ORDER BY participant.id

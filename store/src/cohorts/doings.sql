SELECT participant.id, participant.account_id, participant.name, study_record.body
FROM participant LEFT JOIN study_record ON study_record.account_id = participant.account_id
WHERE participant.cohort_id = $1 AND participant.state = 'joined' AND participant.account_id IS NOT NULL
ORDER BY participant.name_key, participant.id

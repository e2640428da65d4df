SELECT participant.id AS participant_id, participant.name, attempt.id AS attempt_id, attempt.phase, attempt.timing, attempt.shape,
    attempt.touched_service AS touched, (
        SELECT seen.item FROM attempt_event AS seen WHERE seen.attempt_id = attempt.id AND seen.item IS NOT NULL
        ORDER BY seen.number DESC LIMIT 1
    ) AS place, CAST((
        SELECT COUNT(DISTINCT given.item) FROM attempt_event AS given
        WHERE given.attempt_id = attempt.id AND given.aspect = 0 AND given.body NOT LIKE '%"act":"clear"%' AND NOT EXISTS (
            SELECT 1 FROM attempt_event AS later WHERE later.attempt_id = given.attempt_id AND later.item = given.item
                AND later.aspect = 0 AND later.sequence > given.sequence AND later.body LIKE '%"act":"clear"%'
        )
    ) AS BIGINT) AS answered, attempt.score, attempt.marks, attempt.passed,
    COALESCE(attempt.result LIKE '%"provisional":true%', FALSE) AS provisional
FROM participant LEFT JOIN attempt
    ON attempt.entry_id = $2 AND attempt.account_id = participant.account_id AND attempt.mode = 'exam'
WHERE participant.cohort_id = $1 AND participant.state = 'joined'
    AND EXISTS (SELECT 1 FROM plan_entry WHERE plan_entry.id = $2 AND plan_entry.cohort_id = $1)
ORDER BY participant.name_key, participant.id

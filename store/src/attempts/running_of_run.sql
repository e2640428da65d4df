SELECT attempt.id FROM attempt JOIN participant ON participant.account_id = attempt.account_id
WHERE attempt.entry_id = $2 AND attempt.mode = 'exam' AND attempt.phase = 'running' AND participant.cohort_id = $1
    AND (CAST($3 AS TEXT) IS NULL OR participant.id = $3)
ORDER BY attempt.id

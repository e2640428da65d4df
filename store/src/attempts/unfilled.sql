SELECT attempt.id FROM attempt
WHERE attempt.mode = 'exam' AND attempt.phase <> 'running' AND attempt.id > $1
    AND NOT EXISTS (SELECT 1 FROM attempt_answers WHERE attempt_answers.attempt_id = attempt.id)
ORDER BY attempt.id LIMIT $2

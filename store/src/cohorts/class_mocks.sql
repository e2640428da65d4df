SELECT attempt.account_id, attempt.finished_at, attempt.score, attempt.marks, attempt.pass_mark
FROM participant JOIN attempt ON attempt.account_id = participant.account_id
WHERE participant.cohort_id = $1 AND participant.state = 'joined' AND attempt.mode = 'exam' AND attempt.level = $2
    AND attempt.phase <> 'running' AND attempt.finished_at IS NOT NULL AND attempt.score IS NOT NULL AND attempt.pass_mark IS NOT NULL
ORDER BY attempt.finished_at, attempt.id

SELECT attempt.id, attempt.mode, attempt.level, attempt.scheme_id, attempt.title, attempt.paper, attempt.pass_mark, attempt.started_at,
    attempt.granted, attempt.phase, attempt.finished_at, attempt.used, attempt.score, attempt.marks,
    CASE WHEN attempt.phase = 'running' THEN NULL ELSE attempt.result END AS result,
    CASE WHEN attempt.phase = 'running' THEN NULL ELSE attempt_answers.body END AS answers_by_item
FROM attempt LEFT JOIN attempt_answers ON attempt_answers.attempt_id = attempt.id
WHERE attempt.account_id = $1 ORDER BY attempt.started_at

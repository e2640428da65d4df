SELECT attempt.id, attempt.paper, attempt.entry_id, attempt_answers.body
FROM attempt JOIN attempt_answers ON attempt_answers.attempt_id = attempt.id
WHERE attempt.paper_id IN (SELECT value FROM json_each($1)) AND attempt.phase <> 'running'
ORDER BY attempt.id DESC LIMIT $2

SELECT attempt.id, attempt.paper, attempt.entry_id, attempt_answers.body
FROM attempt JOIN attempt_answers ON attempt_answers.attempt_id = attempt.id
WHERE attempt.paper_id IN (SELECT value FROM jsonb_array_elements_text(CAST($1 AS JSONB)) AS papers (value))
    AND attempt.phase <> 'running'
ORDER BY attempt.id DESC LIMIT $2

SELECT attempt.id, attempt.account_id, attempt.paper, attempt_answers.body, attempt.entry_id, cohort.id AS cohort_id, attempt.finished_at,
    attempt.pass_mark
FROM attempt JOIN attempt_answers ON attempt_answers.attempt_id = attempt.id JOIN account ON account.id = attempt.account_id
    LEFT JOIN plan_entry ON plan_entry.id = attempt.entry_id LEFT JOIN cohort ON cohort.id = plan_entry.cohort_id
WHERE (account.organisation_id = $1 OR cohort.organisation_id = $1) AND attempt.phase <> 'running' AND attempt.paper LIKE $2
ORDER BY attempt.id DESC LIMIT 20000

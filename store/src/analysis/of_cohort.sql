SELECT attempt.id, attempt.account_id, attempt.paper, attempt_answers.body, attempt.entry_id, plan_entry.cohort_id, attempt.finished_at,
    attempt.pass_mark
FROM plan_entry JOIN attempt ON attempt.entry_id = plan_entry.id JOIN attempt_answers ON attempt_answers.attempt_id = attempt.id
WHERE plan_entry.cohort_id = $1 AND (CAST($2 AS TEXT) IS NULL OR plan_entry.id = $2) AND attempt.phase <> 'running'

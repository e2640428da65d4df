SELECT attempt.id, attempt.account_id, attempt.mode, attempt.paper, attempt.layout, attempt.timing, attempt.entry_id, attempt.phase,
    attempt.level, attempt.title, attempt.score, attempt.marks, attempt.pass_mark, attempt.passed, attempt.result,
    account.name, account.email
FROM plan_entry JOIN attempt ON attempt.entry_id = plan_entry.id JOIN account ON account.id = attempt.account_id
WHERE plan_entry.cohort_id = $1
ORDER BY attempt.id

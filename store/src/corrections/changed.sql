SELECT attempt.id, account.name, attempt.title, correction_change.score_before, correction_change.marks_before,
    correction_change.passed_before, correction_change.score_after, correction_change.marks_after, correction_change.passed_after
FROM correction JOIN correction_change ON correction_change.correction_id = correction.id
    JOIN attempt ON attempt.id = correction_change.attempt_id JOIN account ON account.id = attempt.account_id
WHERE correction.cohort_id = $1 AND correction.id = $2

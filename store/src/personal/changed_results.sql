SELECT correction_change.attempt_id, correction.made_at, correction.made_by, correction.reason, correction_change.score_before,
    correction_change.marks_before, correction_change.passed_before, correction_change.score_after, correction_change.marks_after,
    correction_change.passed_after
FROM attempt JOIN correction_change ON correction_change.attempt_id = attempt.id
    JOIN correction ON correction.id = correction_change.correction_id
WHERE attempt.account_id = $1 ORDER BY correction.made_at, correction_change.attempt_id

SELECT COALESCE(correction.undoes, correction.id) AS id, account.name, completion.title, completion.issued_at
FROM correction JOIN correction_change ON correction_change.correction_id = correction.id
    JOIN attempt ON attempt.id = correction_change.attempt_id JOIN account ON account.id = attempt.account_id
    JOIN completion ON completion.account_id = attempt.account_id AND completion.level = attempt.level
WHERE correction.cohort_id = $1 AND completion.withdrawn_at IS NULL AND attempt.mode = 'exam'
    AND correction_change.passed_before AND NOT correction_change.passed_after
    AND NOT EXISTS (SELECT 1 FROM correction AS later WHERE later.undoes = correction.id)
    AND NOT EXISTS (
        SELECT 1 FROM correction_change AS latest JOIN correction AS later ON later.id = latest.correction_id
        WHERE latest.attempt_id = attempt.id AND latest.passed_before AND NOT latest.passed_after AND later.made_at > correction.made_at
    )
    AND NOT EXISTS (
        SELECT 1 FROM attempt AS other
        WHERE other.account_id = attempt.account_id AND other.level = attempt.level AND other.mode = 'exam'
            AND other.phase <> 'running' AND other.passed
    )
ORDER BY completion.issued_at

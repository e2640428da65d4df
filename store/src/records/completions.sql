SELECT id, title FROM completion
WHERE account_id = $1 AND withdrawn_at IS NULL AND NOT EXISTS (
    SELECT 1 FROM attempt
    WHERE attempt.account_id = completion.account_id AND attempt.level = completion.level AND attempt.mode = 'exam'
        AND attempt.phase <> 'running' AND attempt.passed
)
ORDER BY id

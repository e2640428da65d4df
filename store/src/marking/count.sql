UPDATE final_mark SET counts_at = $2
WHERE counts_at IS NULL AND attempt_id IN (SELECT attempt.id FROM attempt WHERE attempt.entry_id = $1)

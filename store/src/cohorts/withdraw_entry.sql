UPDATE plan_entry SET withdrawn_at = $3, halted_at = NULL WHERE id = $1 AND cohort_id = $2 AND withdrawn_at IS NULL
    AND (kind <> 'paper' OR NOT EXISTS (
        SELECT 1 FROM attempt WHERE attempt.entry_id = plan_entry.id AND attempt.mode = 'exam' AND attempt.phase = 'running'
    ))

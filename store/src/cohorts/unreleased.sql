SELECT plan_entry.id FROM plan_entry WHERE plan_entry.id = $1 AND plan_entry.released_at IS NULL AND EXISTS (
    SELECT 1 FROM attempt WHERE attempt.entry_id = plan_entry.id AND attempt.mode = 'exam' AND attempt.phase <> 'running'
        AND attempt.result LIKE '%"provisional":true%'
)

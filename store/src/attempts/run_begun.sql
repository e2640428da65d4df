SELECT id FROM plan_entry
WHERE cohort_id = $1 AND id = $2 AND kind = 'paper' AND withdrawn_at IS NULL AND run_ended_at IS NULL AND run_began_at IS NOT NULL

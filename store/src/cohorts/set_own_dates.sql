INSERT INTO own_dates (entry_id, participant_id, opens_at, due_at, closes_at, reason, set_by, set_at)
SELECT plan_entry.id, participant.id, $4, $5, $6, $7, $8, $9
FROM plan_entry JOIN participant ON participant.cohort_id = plan_entry.cohort_id
WHERE plan_entry.cohort_id = $1 AND plan_entry.id = $2 AND participant.id = $3 AND plan_entry.withdrawn_at IS NULL
ON CONFLICT (entry_id, participant_id) DO UPDATE SET opens_at = excluded.opens_at, due_at = excluded.due_at,
    closes_at = excluded.closes_at, reason = excluded.reason, set_by = excluded.set_by, set_at = excluded.set_at
WHERE own_dates.reason <> excluded.reason OR COALESCE(own_dates.opens_at, -1) <> COALESCE(excluded.opens_at, -1)
    OR COALESCE(own_dates.due_at, -1) <> COALESCE(excluded.due_at, -1)
    OR COALESCE(own_dates.closes_at, -1) <> COALESCE(excluded.closes_at, -1)

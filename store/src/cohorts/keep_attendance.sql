INSERT INTO attendance (entry_id, participant_id, presence, set_by, set_at)
SELECT plan_entry.id, participant.id, $4, $5, $6
FROM plan_entry JOIN participant ON participant.cohort_id = plan_entry.cohort_id
WHERE plan_entry.cohort_id = $1 AND plan_entry.id = $2 AND participant.id = $3 AND plan_entry.kind = 'session'
    AND plan_entry.withdrawn_at IS NULL
ON CONFLICT (entry_id, participant_id) DO UPDATE SET presence = excluded.presence, set_by = excluded.set_by, set_at = excluded.set_at
    WHERE attendance.presence = $7 AND attendance.presence <> excluded.presence

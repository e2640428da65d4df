SELECT attendance.entry_id, attendance.participant_id, attendance.presence, attendance.set_by, attendance.set_at
FROM attendance JOIN plan_entry ON plan_entry.id = attendance.entry_id
WHERE plan_entry.cohort_id = $1 AND plan_entry.withdrawn_at IS NULL AND (CAST($2 AS TEXT) IS NULL OR plan_entry.id = $2)

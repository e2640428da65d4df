UPDATE plan_entry SET kind = kind
WHERE id = $1 AND withdrawn_at IS NULL AND halted_at IS NULL AND (run_ended_at IS NULL OR EXISTS (
    SELECT 1 FROM own_dates JOIN participant ON participant.id = own_dates.participant_id
    WHERE own_dates.entry_id = plan_entry.id AND participant.account_id = $2
))
RETURNING body

SELECT plan_entry.id, plan_entry.cohort_id, plan_entry.title, plan_entry.words, plan_entry.body, plan_entry.opens_at, plan_entry.due_at,
    plan_entry.closes_at, plan_entry.run_began_at, plan_entry.run_ended_at, plan_entry.halted_at, plan_entry.released_at,
    cohort.name AS cohort_name, cohort.zone, plan_entry.made_at, COALESCE(plan_entry.changed_at, plan_entry.made_at) AS changed_at,
    own_dates.opens_at AS own_opens_at, own_dates.due_at AS own_due_at, own_dates.closes_at AS own_closes_at, attendance.presence
FROM participant JOIN cohort ON cohort.id = participant.cohort_id JOIN plan_entry ON plan_entry.cohort_id = cohort.id
    LEFT JOIN own_dates ON own_dates.entry_id = plan_entry.id AND own_dates.participant_id = participant.id
    LEFT JOIN attendance ON attendance.entry_id = plan_entry.id AND attendance.participant_id = participant.id
WHERE participant.account_id = $1 AND participant.state = 'joined' AND plan_entry.withdrawn_at IS NULL
    AND (cohort.archived_at IS NULL OR cohort.id = CAST($2 AS TEXT)) AND (CAST($2 AS TEXT) IS NULL OR cohort.id = $2)
    AND (CAST($3 AS TEXT) IS NULL OR plan_entry.id = $3)
ORDER BY COALESCE(own_dates.opens_at, plan_entry.opens_at, own_dates.due_at, plan_entry.due_at, own_dates.closes_at,
    plan_entry.closes_at, 9223372036854775807), plan_entry.id

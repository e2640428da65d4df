SELECT id, cohort_id, title, words, body, opens_at, due_at, closes_at, run_began_at, run_ended_at, halted_at, released_at
FROM plan_entry
WHERE cohort_id = $1 AND withdrawn_at IS NULL AND (CAST($2 AS TEXT) IS NULL OR id = $2)
ORDER BY COALESCE(opens_at, due_at, closes_at, 9223372036854775807), id

INSERT INTO plan_entry (id, cohort_id, kind, title, words, body, opens_at, due_at, closes_at, made_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, title = excluded.title, words = excluded.words, body = excluded.body,
    opens_at = excluded.opens_at, due_at = excluded.due_at, closes_at = excluded.closes_at, changed_at = excluded.made_at
    WHERE plan_entry.cohort_id = excluded.cohort_id AND plan_entry.withdrawn_at IS NULL

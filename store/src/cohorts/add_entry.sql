INSERT INTO plan_entry (id, cohort_id, kind, title, words, body, opens_at, due_at, closes_at, made_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
ON CONFLICT DO NOTHING

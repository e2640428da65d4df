INSERT INTO correction (id, cohort_id, item_id, digest, kind, answers, reason, made_by, made_at, undoes, before_digest, after_digest)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
ON CONFLICT DO NOTHING

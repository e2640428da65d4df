INSERT INTO participant (id, cohort_id, account_id, name, name_key, email, email_key, state, joined_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, 'joined', $8)
ON CONFLICT DO NOTHING

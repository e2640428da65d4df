INSERT INTO participant (id, cohort_id, name, name_key, email, email_key, state) VALUES ($1, $2, $3, $4, $5, $6, 'listed')
ON CONFLICT (cohort_id, email_key) DO UPDATE
    SET state = 'listed', left_at = NULL, invitation = NULL
    WHERE participant.state = 'left'
RETURNING id

INSERT INTO participant (id, cohort_id, name, name_key, email, email_key, state) VALUES ($1, $2, $3, $4, $5, $6, 'listed')
ON CONFLICT (cohort_id, email_key) DO UPDATE
    SET state = CASE WHEN participant.account_id IS NULL THEN 'listed' ELSE 'joined' END, left_at = NULL
    WHERE participant.state = 'left'

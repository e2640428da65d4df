UPDATE participant SET account_id = $1, state = 'joined', invitation = NULL, joined_at = $4, left_at = NULL
WHERE cohort_id = $2 AND email_key = $3 AND account_id IS NULL
RETURNING id

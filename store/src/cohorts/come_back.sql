UPDATE participant SET state = 'joined', left_at = NULL, invitation = NULL, joined_at = COALESCE(joined_at, $3)
WHERE account_id = $1 AND cohort_id = $2 AND state <> 'joined'
RETURNING id

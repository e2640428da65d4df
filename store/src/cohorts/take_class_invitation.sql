UPDATE participant SET account_id = $1, state = 'joined', invitation = NULL, joined_at = $3
WHERE invitation = $2 AND account_id IS NULL AND state = 'invited'

UPDATE member SET state = 'joined', account_id = $3, joined_at = $4, invitation = NULL, left_at = NULL
WHERE id = $1 AND organisation_id = $2

UPDATE member SET account_id = NULL WHERE account_id = $1 AND organisation_id = $2 AND state = 'left' RETURNING id

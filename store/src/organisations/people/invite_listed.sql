UPDATE member SET invitation = $3, invited_at = $4, state = 'invited'
WHERE id = $1 AND organisation_id = $2 AND state = 'listed' AND email_key = $5

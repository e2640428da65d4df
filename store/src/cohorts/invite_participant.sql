UPDATE participant SET state = 'invited', invitation = $3, invited_at = $4
WHERE id = $1 AND cohort_id = $2 AND state = 'listed' AND email_key = $5

UPDATE participant SET state = 'left', left_at = $3, invitation = NULL WHERE id = $1 AND cohort_id = $2 AND state <> 'left'

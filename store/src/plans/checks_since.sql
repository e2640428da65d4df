SELECT body FROM study_event WHERE account_id = $1 AND at >= $2 ORDER BY at, id

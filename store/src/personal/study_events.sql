SELECT at, body FROM study_event WHERE account_id = $1 ORDER BY at, id

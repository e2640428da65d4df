SELECT id, at, body FROM study_event
WHERE account_id = $1 AND (at > $2 OR at = $2 AND id > $3)
ORDER BY at, id LIMIT $4

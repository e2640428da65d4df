SELECT id, file_name, list, total, state, taken, outcome, made_at FROM intake
WHERE id = $1 AND organisation_id = $2 AND (made_at > $3 OR state = 'running')

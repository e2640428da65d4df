SELECT id, file_name, '' AS list, total, state, taken, outcome, made_at FROM intake
WHERE organisation_id = $1 AND (made_at > $2 OR state = 'running') ORDER BY made_at DESC, id DESC

UPDATE intake SET state = 'running', taken = 0, outcome = $3, made_by = $4
WHERE id = $1 AND organisation_id = $2 AND state = 'draft'

UPDATE intake SET state = 'draft' WHERE id = $1 AND organisation_id = $2 AND state = 'running'

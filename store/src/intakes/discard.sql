DELETE FROM intake WHERE id = $1 AND organisation_id = $2 AND state <> 'running'

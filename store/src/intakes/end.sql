UPDATE intake SET state = 'done', list = '', taken = total WHERE id = $1 AND organisation_id = $2 AND state = 'running'

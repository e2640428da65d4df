SELECT id FROM member WHERE organisation_id = $1 AND state = 'left'

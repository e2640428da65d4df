SELECT organisation_id, id FROM member WHERE account_id = $1 AND state = 'joined' ORDER BY organisation_id, id

SELECT id, role FROM member WHERE account_id = $1 AND organisation_id = $2 AND state = 'joined'

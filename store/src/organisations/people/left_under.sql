SELECT name, ends_on FROM member WHERE organisation_id = $1 AND email_key = $2 AND state = 'left'

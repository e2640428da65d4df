SELECT id FROM member WHERE organisation_id = $1 AND state = 'left' AND ends_on < $2 AND email_key <> 'erased ' || id ORDER BY id

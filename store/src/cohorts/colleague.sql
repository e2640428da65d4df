SELECT id, name FROM account WHERE organisation_id = $1 AND email_key = $2 AND role <> 'candidate'

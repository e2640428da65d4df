UPDATE member SET name = '', name_key = '', email = '', email_key = 'erased ' || id, account_id = NULL
WHERE id = $1 AND organisation_id = $2

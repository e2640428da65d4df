UPDATE member SET email_key = 'left ' || id || ' ' || email_key WHERE id = $1 AND organisation_id = $2

DELETE FROM participant WHERE account_id IS NULL AND email <> ''
    AND email_key = (SELECT account.email_key FROM account WHERE account.id = $1)

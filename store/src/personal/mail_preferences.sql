SELECT kind, wanted, changed_at FROM mail_preference
WHERE email_key = (SELECT account.email_key FROM account WHERE account.id = $1)
ORDER BY kind
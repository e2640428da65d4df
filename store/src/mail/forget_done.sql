DELETE FROM mail
WHERE state IN ('sent', 'failed', 'declined') AND email_key = (SELECT account.email_key FROM account WHERE account.id = $1)

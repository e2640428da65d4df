SELECT name, email, account_id FROM member WHERE id = $1 AND email <> ''

UPDATE account SET email = $2, email_key = $3, password_hash = $4
WHERE id = $1 AND email = '' AND NOT EXISTS (SELECT 1 FROM account AS other WHERE other.email_key = $3)

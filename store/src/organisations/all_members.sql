SELECT id, account_id, name, email, role, starts_on, ends_on FROM member
WHERE organisation_id = $1

SELECT id, account_id, name, name_key, email, email_key, role, lead_of, state, starts_on, ends_on FROM member
WHERE organisation_id = $1 AND id > $2 ORDER BY id LIMIT $3

SELECT id, name, email, role, lead_of, state, account_id, starts_on, ends_on, invited_at, left_at FROM member
WHERE organisation_id = $1 AND id = $2

SELECT id, name, email, role, lead_of, state, account_id, starts_on, ends_on, invited_at, left_at, came_back_as
FROM member
WHERE organisation_id = $1 AND id = $2

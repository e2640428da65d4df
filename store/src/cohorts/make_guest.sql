INSERT INTO account (id, organisation_id, email, email_key, name, role, password_hash, created_at)
VALUES ($1, NULL, '', $2, $3, 'candidate', '', $4)
ON CONFLICT DO NOTHING

INSERT INTO account (id, organisation_id, email, email_key, name, role, password_hash, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (email_key) DO NOTHING

INSERT INTO signing_key (id, number, secret, created_at) VALUES ($1, 1, $2, $3) ON CONFLICT (number) DO NOTHING

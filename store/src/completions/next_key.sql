INSERT INTO signing_key (id, number, secret, created_at)
VALUES ($1, (SELECT COALESCE(MAX(number), 0) + 1 FROM signing_key), $2, $3)

INSERT INTO audit_link (id, organisation_id, token_hash, for_whom, first_day, last_day, known_at, seed, sample, expires_at,
    made_by, opens_files, made_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $7) ON CONFLICT (id) DO NOTHING

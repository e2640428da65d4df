INSERT INTO official_result (id, account_id, level, institute, awarded_on, certificate_number, recorded_at)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (account_id, level, institute, certificate_number) DO NOTHING

SELECT level, institute, awarded_on, certificate_number, recorded_at FROM official_result
WHERE account_id = $1 ORDER BY awarded_on, id

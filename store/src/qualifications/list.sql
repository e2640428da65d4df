SELECT id, level, institute, awarded_on, certificate_number FROM official_result
WHERE account_id = $1 ORDER BY awarded_on, id

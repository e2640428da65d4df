DELETE FROM official_result WHERE id = $1
RETURNING account_id, level, institute, awarded_on, certificate_number, recorded_at

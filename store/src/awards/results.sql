SELECT id FROM official_result ORDER BY recorded_at, id

SELECT id FROM attempt WHERE entry_id = $1 ORDER BY id LIMIT 1

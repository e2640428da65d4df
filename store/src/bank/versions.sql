SELECT number, note, made_by_name, made_at FROM bank_version WHERE item_id = $1 ORDER BY number DESC

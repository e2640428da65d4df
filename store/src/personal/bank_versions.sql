SELECT item_id, number, note, made_by_name, made_at FROM bank_version WHERE made_by = $1 ORDER BY made_at, item_id, number

SELECT item_id, version, made_at, made_by_name, act, words FROM bank_event WHERE made_by = $1 ORDER BY made_at, item_id, number

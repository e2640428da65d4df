SELECT version, made_at, made_by_name, act, words FROM bank_event WHERE item_id = $1 ORDER BY number DESC

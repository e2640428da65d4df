SELECT item_id, body, made_at, state, answer, decided_at FROM item_report WHERE account_id = $1 ORDER BY made_at, id

SELECT id, item_id, digest, body, made_at, state, answer, decided_at FROM item_report ORDER BY CASE WHEN state = 'open' THEN 0 ELSE 1 END, made_at DESC, id DESC LIMIT 500

SELECT id, item_id, digest, body, made_at, state, answer, decided_at FROM item_report WHERE account_id = $1 ORDER BY made_at DESC, id DESC LIMIT 200

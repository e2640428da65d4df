SELECT id, author_name, state, label, beginning, made_at, changed_at FROM bank_item WHERE author_id = $1 ORDER BY made_at, id

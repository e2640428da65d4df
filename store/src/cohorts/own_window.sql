SELECT opens_at, due_at, closes_at FROM own_dates WHERE entry_id = $1 AND participant_id = $2

SELECT id FROM attempt WHERE entry_id = $2 AND account_id = $1 AND mode = 'exam'

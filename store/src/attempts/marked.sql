SELECT account_id, mode, paper, layout, timing, entry_id FROM attempt WHERE id = $1

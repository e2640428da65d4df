SELECT account_id, mode, paper, layout, timing FROM attempt WHERE id = $1

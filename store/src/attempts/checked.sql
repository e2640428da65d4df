SELECT account_id, mode, paper, layout, timing, phase, score, passed, result, receipt, used FROM attempt WHERE id = $1

SELECT account_id, mode, paper, layout, timing, entry_id, phase, score, passed, result, receipt, used,
    granted, deadline_service FROM attempt WHERE id = $1

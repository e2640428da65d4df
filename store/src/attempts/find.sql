SELECT id, mode, level, scheme_id, paper_id, title, started_at, timing, phase, finished_at, used, score, marks, pass_mark, passed,
    paper, layout, result, vault, receipt, entry_id
FROM attempt WHERE id = $1 AND account_id = $2

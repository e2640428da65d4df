SELECT id, mode, level, scheme_id, paper_id, title, started_at, timing, phase, finished_at, used, score, marks, pass_mark, passed FROM attempt WHERE account_id = $1 ORDER BY started_at DESC, id DESC

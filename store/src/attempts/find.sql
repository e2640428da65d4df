SELECT id, mode, level, scheme_id, title, started_at, started_service, granted, phase, finished_at, used, score, marks, pass_mark, paper, result FROM attempt WHERE id = $1 AND account_id = $2

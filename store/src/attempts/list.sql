SELECT id, mode, level, scheme_id, title, started_at, started_service, granted, phase, finished_at, used, score, marks, pass_mark FROM attempt WHERE account_id = $1 ORDER BY started_at DESC, id DESC

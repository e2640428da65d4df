SELECT id, mode, level, scheme_id, title, paper, pass_mark, started_at, granted, phase, finished_at, used, score, marks,
    CASE WHEN phase = 'running' THEN NULL ELSE result END AS result
FROM attempt WHERE account_id = $1 ORDER BY started_at

INSERT INTO attempt (id, account_id, mode, level, scheme_id, paper_id, title, seed, paper, layout, shape, pass_mark,
    started_at, started_service, timing, granted, deadline_service, touched_service, phase, marks, vault, entry_id)
SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $14, 'running', $18, $19, CAST($21 AS TEXT)
WHERE $20 < 0 OR $20 = (SELECT COUNT(*) FROM accommodation WHERE account_id = $2)
ON CONFLICT DO NOTHING

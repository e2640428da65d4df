INSERT INTO attempt (id, account_id, mode, level, scheme_id, title, seed, paper, shape, pass_mark, started_at,
    started_service, granted, deadline_service, touched_service, phase, marks)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $12, 'running', $15)
ON CONFLICT DO NOTHING

SELECT id FROM attempt WHERE account_id = $1 AND phase = 'running' AND mode = 'exam'

SELECT id, timing FROM attempt WHERE account_id = $1 AND phase = 'running' AND mode <> 'practice'

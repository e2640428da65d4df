UPDATE attempt SET epoch = epoch WHERE account_id = $1 AND phase = 'running' AND mode <> 'practice'
RETURNING id, timing

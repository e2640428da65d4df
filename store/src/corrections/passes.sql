SELECT id FROM attempt WHERE account_id = $1 AND level = $2 AND mode = 'exam' AND phase <> 'running' AND passed

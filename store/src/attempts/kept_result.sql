SELECT id, result FROM attempt WHERE id = $1 AND phase <> 'running' AND result IS NOT NULL

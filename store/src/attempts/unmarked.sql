SELECT id FROM attempt WHERE phase <> 'running' AND result IS NULL

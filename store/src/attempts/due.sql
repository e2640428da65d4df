SELECT id FROM attempt WHERE phase = 'running' AND deadline_service IS NOT NULL AND deadline_service + $2 < $1
ORDER BY deadline_service LIMIT 500

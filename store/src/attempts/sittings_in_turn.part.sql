ORDER BY CASE WHEN attempt.phase = 'running' THEN 0 ELSE 1 END, attempt.started_at DESC, attempt.id DESC
LIMIT 500

UPDATE attempt SET phase = 'running', finished_at = NULL, used = NULL, score = NULL, passed = NULL, result = NULL,
    receipt = NULL, holder = ''
WHERE id = $1 AND phase <> 'running' AND NOT EXISTS (
    SELECT 1 FROM attempt AS other WHERE other.account_id = attempt.account_id AND other.phase = 'running' AND other.mode = 'exam'
)

UPDATE attempt SET touched_service = $3 WHERE id = $1 AND account_id = $2 AND mode = 'practice'
RETURNING phase, paper, shape

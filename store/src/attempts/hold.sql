UPDATE attempt SET epoch = CASE WHEN holder = $3 THEN epoch ELSE epoch + 1 END, holder = $3
WHERE id = $1 AND account_id = $2 AND phase = 'running' AND mode <> 'practice'
RETURNING epoch

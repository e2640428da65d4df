UPDATE attempt SET touched_service = CASE WHEN touched_service < $3 THEN $3 ELSE touched_service END
WHERE id = $1 AND account_id = $2 AND mode <> 'practice' AND phase = 'running' 
    AND (deadline_service IS NULL OR deadline_service + $4 >= $3)
RETURNING shape, timing, layout, holder

UPDATE attempt SET phase = $1, finished_at = $2
WHERE id = $3 AND phase = 'running' AND (CAST($4 AS TEXT) IS NULL OR account_id = $4)
    AND (CAST($5 AS BIGINT) IS NULL OR deadline_service < $5)
RETURNING account_id, mode, paper, layout, timing, entry_id

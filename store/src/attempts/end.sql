UPDATE attempt SET phase = $1, finished_at = $2,
    used = CASE WHEN granted IS NOT NULL AND $3 - started_service > granted THEN granted ELSE $3 - started_service END
WHERE id = $4 AND phase = 'running' AND (CAST($5 AS TEXT) IS NULL OR account_id = $5)
RETURNING account_id, mode, paper

UPDATE cohort SET archived_at = $2 WHERE id = $1
    AND (archived_at IS NULL AND CAST($2 AS BIGINT) IS NOT NULL OR archived_at IS NOT NULL AND CAST($2 AS BIGINT) IS NULL)

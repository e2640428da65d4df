SELECT position_id, CAST(COUNT(DISTINCT member_id) AS BIGINT) FROM assignment
WHERE organisation_id = $1 AND starts_on <= $2 AND (ends_on IS NULL OR ends_on >= $2)
GROUP BY position_id

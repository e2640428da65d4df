INSERT INTO coverage_day (organisation_id, day, requirement_id, concerned, met)
SELECT organisation_id, CAST($2 AS TEXT), requirement_id, CAST(COUNT(*) AS BIGINT),
    CAST(SUM(CASE WHEN met_from <= $2 AND met_until >= $2 THEN 1 ELSE 0 END) AS BIGINT)
FROM need WHERE organisation_id = $1 GROUP BY organisation_id, requirement_id

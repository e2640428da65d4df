SELECT day, CAST(SUM(concerned) AS BIGINT), CAST(SUM(met) AS BIGINT) FROM coverage_day
WHERE organisation_id = $1 AND day >= $2 GROUP BY day ORDER BY day

SELECT state, CAST(COUNT(*) AS BIGINT) AS number
FROM mail
WHERE COALESCE(organisation_id, '') = $1
GROUP BY state
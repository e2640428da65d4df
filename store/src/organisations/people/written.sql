SELECT CAST(COALESCE(MAX(number), 0) AS BIGINT) FROM organisation_entry
WHERE organisation_id = $1 AND member_id = $2 AND kind || '' = 'people'

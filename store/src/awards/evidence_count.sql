SELECT CAST(COUNT(*) AS BIGINT) FROM evidence WHERE award_id = $1

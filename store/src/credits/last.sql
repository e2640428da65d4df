SELECT CAST(COALESCE(MAX(number), 0) AS BIGINT) FROM credit_entry WHERE award_id = $1

SELECT CAST(COUNT(*) AS BIGINT) AS count FROM attempt WHERE id = $1 AND account_id = $2

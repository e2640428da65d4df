SELECT CAST(COALESCE(SUM(half_credits), 0) AS BIGINT) FROM credit_entry WHERE account_id = $1

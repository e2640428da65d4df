DELETE FROM official_result WHERE account_id = $1 AND id = $2

UPDATE completion SET shown = $3 WHERE account_id = $1 AND id = $2

SELECT CAST(COUNT(*) AS BIGINT) AS count FROM known_device WHERE token_hash = $1 AND account_id = $2

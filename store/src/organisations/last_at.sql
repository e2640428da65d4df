SELECT CAST(COALESCE(MAX(at), 0) AS BIGINT) FROM organisation_entry WHERE organisation_id = $1 AND number >= $2

SELECT number FROM organisation_entry WHERE organisation_id = $1 AND at >= $2 ORDER BY at, number LIMIT 1

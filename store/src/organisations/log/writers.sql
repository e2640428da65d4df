SELECT DISTINCT by_name FROM organisation_entry WHERE organisation_id = $1 AND LOWER(by_name) LIKE $2 ESCAPE '\'
ORDER BY by_name LIMIT $3

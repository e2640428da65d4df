ORDER BY exception.until_on, exception.id LIMIT $6 OFFSET $7

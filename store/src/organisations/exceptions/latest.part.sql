ORDER BY exception.until_on DESC, exception.id DESC LIMIT $6 OFFSET $7

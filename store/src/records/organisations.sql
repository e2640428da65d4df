SELECT id FROM organisation WHERE id > $1 ORDER BY id LIMIT $2

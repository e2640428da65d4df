SELECT number, hash FROM organisation WHERE id = $1

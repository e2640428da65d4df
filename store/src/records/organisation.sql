SELECT name, settings FROM organisation WHERE id = $1

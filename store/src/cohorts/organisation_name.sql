SELECT name, id FROM organisation WHERE id = $1

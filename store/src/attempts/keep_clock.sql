UPDATE attempt SET timing = $2 WHERE id = $1

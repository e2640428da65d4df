UPDATE attempt SET used = $2 WHERE id = $1

UPDATE attempt SET score = $2, result = $3 WHERE id = $1

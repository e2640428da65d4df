UPDATE attempt SET epoch = epoch WHERE id = $1

UPDATE attempt SET score = $2, passed = $3, result = $4, receipt = $5 WHERE id = $1

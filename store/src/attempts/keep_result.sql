UPDATE attempt SET score = $2, passed = $3, result = $4, receipt = $5, marks = $6, pass_mark = COALESCE(CAST($7 AS BIGINT), pass_mark)
WHERE id = $1

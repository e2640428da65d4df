UPDATE account SET exam_date = $2 WHERE id = $1

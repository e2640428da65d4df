UPDATE attempt SET timing = $2, granted = $3, deadline_service = $4 WHERE id = $1

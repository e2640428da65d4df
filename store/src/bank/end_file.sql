UPDATE question_file SET list = $5, taken = $4 WHERE id = $1 AND organisation_id = $2 AND made_by = $3 AND taken IS NULL

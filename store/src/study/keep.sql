UPDATE study_record SET body = $2 WHERE account_id = $1

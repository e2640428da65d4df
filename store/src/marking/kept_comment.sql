SELECT id FROM marker_comment WHERE account_id = $1 AND words = $2 LIMIT 1

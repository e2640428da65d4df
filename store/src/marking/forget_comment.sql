DELETE FROM marker_comment WHERE account_id = $1 AND id = $2

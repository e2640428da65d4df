SELECT words, used, made_at FROM marker_comment WHERE account_id = $1 ORDER BY id

SELECT id, words FROM marker_comment WHERE account_id = $1 ORDER BY used DESC, id DESC LIMIT 100

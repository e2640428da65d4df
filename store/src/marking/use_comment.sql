UPDATE marker_comment SET used = used + 1 WHERE account_id = $1 AND id = $2 RETURNING id, words

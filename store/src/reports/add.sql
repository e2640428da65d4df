UPDATE item_report SET body = CASE WHEN body = $4 THEN body ELSE body || CAST('

' AS TEXT) || $4 END
WHERE account_id = $1 AND item_id = $2 AND digest = $3 AND state = 'open' AND LENGTH(body) < 20000

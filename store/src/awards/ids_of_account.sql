SELECT id FROM award WHERE account_id = $1 ORDER BY id

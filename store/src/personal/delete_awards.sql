DELETE FROM award WHERE account_id = $1

SELECT account_id FROM award WHERE id = $1 AND account_id IS NOT NULL

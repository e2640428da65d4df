SELECT id FROM award WHERE account_id IS NOT NULL ORDER BY id

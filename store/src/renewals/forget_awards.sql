DELETE FROM award WHERE member_id = $1 AND account_id IS NULL

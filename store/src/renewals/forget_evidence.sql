DELETE FROM evidence WHERE award_id IN (SELECT id FROM award WHERE member_id = $1 AND account_id IS NULL)

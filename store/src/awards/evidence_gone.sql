DELETE FROM evidence WHERE award_id IN (SELECT id FROM award WHERE account_id = $1)

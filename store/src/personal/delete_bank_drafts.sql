DELETE FROM bank_item WHERE author_id = $1 AND used IS NULL AND state = 'draft'

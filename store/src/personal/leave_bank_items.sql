UPDATE bank_item SET author_id = NULL, author_name = '' WHERE author_id = $1

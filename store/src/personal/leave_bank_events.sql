UPDATE bank_event SET made_by = NULL, made_by_name = '' WHERE made_by = $1

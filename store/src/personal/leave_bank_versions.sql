UPDATE bank_version SET made_by = NULL, made_by_name = '' WHERE made_by = $1

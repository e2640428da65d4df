SELECT name, email FROM account WHERE id = $1

UPDATE account SET role = role WHERE id = $1

UPDATE account SET role = $2 WHERE id = $1

UPDATE award SET number = number WHERE id = $1 AND account_id = $2

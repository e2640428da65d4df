UPDATE award SET number = number WHERE id = $1

UPDATE organisation SET number = number WHERE id = $1

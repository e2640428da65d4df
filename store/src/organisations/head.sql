UPDATE organisation SET number = number + $2 WHERE id = $1 RETURNING number, hash

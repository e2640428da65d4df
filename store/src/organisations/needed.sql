UPDATE organisation SET needed_on = $2 WHERE id = $1

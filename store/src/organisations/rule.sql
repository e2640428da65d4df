UPDATE organisation SET settings = $2 WHERE id = $1

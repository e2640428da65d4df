AND id = $3

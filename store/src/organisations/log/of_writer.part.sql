AND by_name = $7

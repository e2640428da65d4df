AND kind = $6 AND by_name = $7

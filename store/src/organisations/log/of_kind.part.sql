AND kind = $6

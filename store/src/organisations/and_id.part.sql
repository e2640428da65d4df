    AND id = $2

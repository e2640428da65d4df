SELECT COUNT(id) > 0 AS named FROM evidence WHERE place = $1

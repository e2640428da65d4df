DELETE FROM evidence WHERE place = $1

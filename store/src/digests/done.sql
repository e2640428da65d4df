UPDATE organisation SET digest_week = $2 WHERE id = $1 AND digest_week < $2

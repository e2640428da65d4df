SELECT other.id FROM award JOIN award AS other ON other.holder = award.holder
WHERE award.id = $1 AND other.id <> award.id AND other.identity = $2

SELECT id FROM award WHERE holder = $1 AND identity = $2

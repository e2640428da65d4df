SELECT id, name FROM organisation ORDER BY id

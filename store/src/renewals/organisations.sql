SELECT id, name, settings FROM organisation ORDER BY id

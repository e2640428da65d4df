ORDER BY picked.name_key, picked.id

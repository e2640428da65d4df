ORDER BY picked.place DESC, picked.name_key, picked.id

ORDER BY picked.name_key DESC, picked.id DESC

ORDER BY changed_at DESC, id DESC

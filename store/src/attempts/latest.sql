SELECT id, scheme_id, paper FROM attempt
WHERE mode = 'exam' AND paper_id IS NULL AND scheme_id IS NOT NULL
ORDER BY id DESC LIMIT $1

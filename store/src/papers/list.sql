SELECT id, title, scheme_id, sections, pilots, review, made_by, made_at FROM paper
WHERE organisation_id = $1 AND withdrawn_at IS NULL ORDER BY made_at DESC, id DESC

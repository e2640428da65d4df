SELECT id, author_id, author_name, state, version, used, used_as, level, kind, area, edition, label, family, beginning, changed_at
FROM bank_item
WHERE organisation_id = $1 AND (author_id = $2 OR author_id IS NULL OR state <> 'draft' OR used IS NOT NULL)

SELECT id, level, family, label, beginning, asked FROM bank_item
WHERE organisation_id = $1 AND state <> 'retired'
    AND (author_id = $2 OR author_id IS NULL OR state <> 'draft' OR used IS NOT NULL)
ORDER BY made_at, id

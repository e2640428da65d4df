UPDATE bank_item SET state = 'draft', version = version + 1, author_id = $4, author_name = $5, level = $6, kind = $7, area = $8,
    edition = $9, label = $10, family = $11, beginning = $12, asked = $13, changed_at = $14
WHERE id = $1 AND organisation_id = $2 AND version = $3 AND state IN ('draft', 'ready', 'pilot', 'live')
    AND (author_id = $4 OR author_id IS NULL)

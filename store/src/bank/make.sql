INSERT INTO bank_item (id, organisation_id, author_id, author_name, state, version, used, used_as, level, kind, area, edition,
    label, family, beginning, asked, made_at, changed_at)
VALUES ($1, $2, $3, $4, 'draft', 1, NULL, '', $5, $6, $7, $8, $9, $10, $11, $12, $13, $13)
ON CONFLICT (id) DO NOTHING

SELECT bank_item.id, bank_item.author_id, bank_item.author_name, bank_item.state, bank_item.version, bank_item.used,
    bank_item.used_as, bank_item.level, bank_item.kind, bank_item.area, bank_item.edition, bank_item.label, bank_item.family,
    bank_item.beginning, bank_item.changed_at, shared.written AS shared
FROM bank_item LEFT JOIN bank_version AS shared
    ON shared.item_id = bank_item.id AND shared.number = bank_item.used AND bank_item.state = 'draft' AND bank_item.author_id <> $2
WHERE bank_item.organisation_id = $1
    AND (bank_item.author_id = $2 OR bank_item.author_id IS NULL OR bank_item.state <> 'draft' OR bank_item.used IS NOT NULL)

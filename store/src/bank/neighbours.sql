SELECT bank_item.id, bank_item.level, bank_item.family, bank_item.label, bank_item.beginning, bank_item.asked, shared.written AS shared
FROM bank_item LEFT JOIN bank_version AS shared
    ON shared.item_id = bank_item.id AND shared.number = bank_item.used AND bank_item.state = 'draft' AND bank_item.author_id <> $2
WHERE bank_item.organisation_id = $1 AND bank_item.state <> 'retired'
    AND (bank_item.author_id = $2 OR bank_item.author_id IS NULL OR bank_item.state <> 'draft' OR bank_item.used IS NOT NULL)
ORDER BY bank_item.made_at, bank_item.id

SELECT bank_version.item_id, bank_version.number, bank_version.digest, bank_version.written, bank_version.source
FROM bank_version JOIN bank_item ON bank_item.id = bank_version.item_id
WHERE bank_item.organisation_id = $1
    AND (bank_item.author_id = $2 OR bank_item.author_id IS NULL OR bank_item.state <> 'draft' OR bank_item.used IS NOT NULL)
    AND (bank_version.number = bank_item.version OR bank_version.number = bank_item.used)
ORDER BY bank_version.item_id, bank_version.number

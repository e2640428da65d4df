SELECT bank_item.id, bank_item.used_as, bank_version.written, bank_version.source
FROM bank_item JOIN bank_version ON bank_version.item_id = bank_item.id AND bank_version.number = bank_item.used
WHERE bank_item.organisation_id = $1 ORDER BY bank_item.made_at, bank_item.id

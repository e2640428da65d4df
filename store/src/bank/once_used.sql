SELECT bank_item.id, bank_version.source
FROM bank_item JOIN bank_version ON bank_version.item_id = bank_item.id
WHERE bank_item.organisation_id = $1 AND bank_version.number = (
    SELECT MAX(bank_event.version) FROM bank_event WHERE bank_event.item_id = bank_item.id AND bank_event.act IN ('pilot', 'publish')
)

INSERT INTO bank_event (item_id, number, version, made_at, made_by, made_by_name, act, words)
SELECT bank_item.id, (SELECT COALESCE(MAX(earlier.number), 0) + 1 FROM bank_event AS earlier WHERE earlier.item_id = bank_item.id),
    $2, $3, $4, $5, $6, $7
FROM bank_item WHERE bank_item.id = $1

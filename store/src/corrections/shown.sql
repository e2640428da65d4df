SELECT item_id FROM item_version WHERE item_id = $1 AND digest = $2

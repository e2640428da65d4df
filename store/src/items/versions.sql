SELECT item_id, digest FROM item_version

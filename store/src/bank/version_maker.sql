SELECT made_by FROM bank_version WHERE item_id = $1 AND number = $2

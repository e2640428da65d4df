AND bank_item.id = $3

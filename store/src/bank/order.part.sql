ORDER BY bank_item.changed_at DESC, bank_item.id DESC

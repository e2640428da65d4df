UPDATE bank_item SET state = $4, used = $5, used_as = $6, changed_at = $7 WHERE id = $1 AND version = $2 AND state = $3

SELECT percent, extra, breaks, reason, approved_by, approved_at, valid_from, valid_until FROM accommodation WHERE account_id = $1 ORDER BY approved_at, id

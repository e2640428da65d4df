SELECT award_id, number, qualification, half_credits, kind, reverses, reason, at FROM credit_entry
WHERE account_id = $1 ORDER BY at, id

ORDER BY holding.claimed_at, holding.award_id LIMIT $7 OFFSET $8

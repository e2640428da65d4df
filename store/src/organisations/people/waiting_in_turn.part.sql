ORDER BY holding.claimed_at, holding.award_id LIMIT $4

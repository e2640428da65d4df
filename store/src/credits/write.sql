INSERT INTO credit_entry (id, account_id, award_id, number, qualification, half_credits, kind, reverses, reason, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)

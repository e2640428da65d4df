INSERT INTO credit_value (code, valid_from, valid_until, half_credits) VALUES ($1, $2, $3, $4)
ON CONFLICT (code, valid_from) DO UPDATE SET valid_until = excluded.valid_until, half_credits = excluded.half_credits

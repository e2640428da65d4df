SELECT half_credits FROM credit_value WHERE code = $1 AND valid_from <= $2 AND valid_until >= $2

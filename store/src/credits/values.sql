SELECT code, valid_from, valid_until, half_credits FROM credit_value ORDER BY code, valid_from

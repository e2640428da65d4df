SELECT number, qualification, half_credits, reverses FROM credit_entry WHERE award_id = $1 ORDER BY number

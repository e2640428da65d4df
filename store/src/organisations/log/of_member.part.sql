AND member_id = $5

AND member_id = $4

    AND member_id = $2

AND number >= $4 AND (CAST($5 AS TEXT) = '' OR member_id = $5) AND (CAST($6 AS TEXT) = '' OR kind = $6)
AND (CAST($7 AS TEXT) = '' OR by_name = $7)

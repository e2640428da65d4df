UPDATE award SET member_id = $2, holder = $2 WHERE member_id = $1 AND account_id IS NULL
    AND NOT EXISTS (SELECT 1 FROM award AS same WHERE same.holder = $2 AND same.identity = award.identity)

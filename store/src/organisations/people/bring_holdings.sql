UPDATE holding SET member_id = $2 WHERE member_id = $1
    AND award_id IN (SELECT award.id FROM award WHERE award.member_id = $1 AND award.account_id IS NULL)

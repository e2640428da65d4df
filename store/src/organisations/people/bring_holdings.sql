UPDATE holding SET member_id = $2 WHERE member_id = $1 AND award_id IN (
    SELECT award.id FROM award WHERE award.member_id = $1 AND award.account_id IS NULL
        AND NOT EXISTS (SELECT 1 FROM award AS same WHERE same.holder = $2 AND same.identity = award.identity)
)

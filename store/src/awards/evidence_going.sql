SELECT evidence.place FROM evidence JOIN award ON award.id = evidence.award_id
WHERE award.account_id = $1 AND (
    NOT EXISTS (
        SELECT 1 FROM holding JOIN member ON member.id = holding.member_id
        WHERE holding.award_id = award.id AND (member.left_at IS NULL OR evidence.made_at <= member.left_at)
    )
    OR EXISTS (
        SELECT 1 FROM award AS same WHERE same.identity = award.identity AND same.id <> award.id
            AND same.holder IN (SELECT holding.member_id FROM holding WHERE holding.award_id = award.id)
    )
)
ORDER BY evidence.place

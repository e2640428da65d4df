SELECT award.id, member.id FROM member JOIN award ON award.member_id = member.id
WHERE member.organisation_id = $1 AND award.id > $2 AND member.email_key <> 'erased ' || member.id AND NOT EXISTS (
    SELECT 1 FROM holding WHERE holding.organisation_id = $1 AND holding.award_id = award.id
)
UNION
SELECT award.id, member.id FROM member JOIN award ON award.account_id = member.account_id
WHERE member.organisation_id = $1 AND award.id > $2 AND member.state = 'joined'
    AND member.email_key <> 'erased ' || member.id AND NOT EXISTS (
        SELECT 1 FROM holding WHERE holding.organisation_id = $1 AND holding.award_id = award.id
    )
ORDER BY 1, 2 LIMIT $3

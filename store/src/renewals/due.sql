SELECT holding.award_id, holding.member_id, holding.qualification, holding.institute, holding.last_on, member.name, member.email,
    member.account_id
FROM holding JOIN member ON member.id = holding.member_id
WHERE holding.organisation_id = $1 AND holding.decision = 'verified' AND holding.last_on >= $2 AND holding.last_on <= $3
    AND member.state <> 'left' AND member.email <> ''
    AND NOT EXISTS (
        SELECT 1 FROM reminder WHERE reminder.organisation_id = holding.organisation_id
            AND reminder.award_id = holding.award_id AND reminder.last_on = holding.last_on AND reminder.days = $4
    )
    AND NOT EXISTS (
        SELECT 1 FROM holding AS newer WHERE newer.member_id = holding.member_id AND newer.qualification = holding.qualification
            AND newer.decision = 'verified' AND newer.last_on > holding.last_on
    )
ORDER BY holding.award_id LIMIT $5

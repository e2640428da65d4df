SELECT holding.member_id FROM holding JOIN member ON member.id = holding.member_id
WHERE holding.organisation_id = $1 AND holding.award_id = $2 AND member.state <> 'left'

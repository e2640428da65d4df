SELECT holding.organisation_id, holding.award_id, member.left_at
FROM holding JOIN member ON member.id = holding.member_id
WHERE holding.edition IS NULL ORDER BY holding.organisation_id, holding.award_id LIMIT $1

SELECT holding.award_id, member.id FROM holding JOIN member ON member.came_back_as = holding.member_id
WHERE holding.organisation_id = $1 ORDER BY holding.award_id, member.id

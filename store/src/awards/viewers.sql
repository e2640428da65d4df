SELECT member.organisation_id, member.id FROM award JOIN member ON member.id = award.member_id
WHERE award.id = $1
UNION
SELECT member.organisation_id, member.id FROM award JOIN member ON member.account_id = award.account_id
WHERE award.id = $1 AND member.state = 'joined'
ORDER BY 1, 2

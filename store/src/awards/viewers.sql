SELECT member.organisation_id, member.id FROM award JOIN member ON member.id = award.member_id
WHERE award.id = $1 AND member.email_key <> 'erased ' || member.id
UNION
SELECT member.organisation_id, member.id FROM award JOIN member ON member.account_id = award.account_id
WHERE award.id = $1 AND member.state = 'joined' AND member.email_key <> 'erased ' || member.id
ORDER BY 1, 2

SELECT member.organisation_id, member.id FROM award JOIN member
    ON member.id = award.member_id OR (member.account_id = award.account_id AND member.state = 'joined')
WHERE award.id = $1 AND member.email_key <> 'erased ' || member.id ORDER BY member.organisation_id, member.id

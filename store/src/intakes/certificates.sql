SELECT member.id, award.identity FROM member JOIN award ON award.holder = COALESCE(member.account_id, member.id)
WHERE member.organisation_id = $1

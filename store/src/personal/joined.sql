SELECT member.id, member.organisation_id, account.name AS by_name FROM member JOIN account ON account.id = member.account_id
WHERE member.account_id = $1 AND member.state = 'joined' ORDER BY member.organisation_id

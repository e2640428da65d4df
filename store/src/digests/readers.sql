SELECT account.id, account.email FROM member JOIN account ON account.id = member.account_id
WHERE member.organisation_id = $1 AND member.state = 'joined' AND member.role IN ('manager', 'lead')
ORDER BY member.id

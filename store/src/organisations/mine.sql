SELECT organisation.id, organisation.name, member.role FROM member
JOIN organisation ON organisation.id = member.organisation_id
WHERE member.account_id = $1 AND member.state = 'joined' ORDER BY organisation.id

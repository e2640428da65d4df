SELECT member.id, member.role, organisation.name, organisation.settings, department.path,
    account.name AS person
FROM member JOIN organisation ON organisation.id = member.organisation_id
    JOIN account ON account.id = member.account_id
    LEFT JOIN department ON department.id = member.lead_of
WHERE member.account_id = $1 AND member.organisation_id = $2 AND member.state = 'joined'

SELECT need.organisation_id, organisation.name AS organisation_name, requirement.body, need.requirement_id, need.met_from, need.met_until,
    CASE WHEN need.asked_until < need.due_on THEN need.asked_until ELSE need.due_on END AS due_on, need.conflict_id, need.conflict_level, department.name AS conflict_name
FROM member JOIN need ON need.member_id = member.id
    JOIN organisation ON organisation.id = need.organisation_id
    JOIN requirement ON requirement.organisation_id = need.organisation_id AND requirement.id = need.requirement_id
    LEFT JOIN department ON department.id = need.conflict_id
WHERE member.account_id = $1 AND member.state = 'joined'
ORDER BY organisation.name, need.requirement_id

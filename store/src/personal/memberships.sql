SELECT organisation.name AS organisation, member.name, member.email, member.role, member.state, member.starts_on,
    member.ends_on, member.joined_at, member.left_at
FROM member JOIN organisation ON organisation.id = member.organisation_id
WHERE member.account_id = $1 ORDER BY member.id

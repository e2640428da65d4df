SELECT member.organisation_id, organisation.name AS organisation_name, member.id, member.name, member.email, member.role,
    member.invited_at, (
        SELECT by_name FROM organisation_entry
        WHERE organisation_entry.organisation_id = member.organisation_id AND organisation_entry.member_id = member.id
            AND organisation_entry.body LIKE '{"entry":"invited"%'
        ORDER BY organisation_entry.number DESC LIMIT 1
    ) AS invited_by
FROM member JOIN organisation ON organisation.id = member.organisation_id
WHERE member.invitation = $1 AND member.state = 'invited' AND member.invited_at > $2

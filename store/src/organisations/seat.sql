SELECT organisation.id AS organisation_id, member.id, member.role, organisation.name, organisation.settings, department.path,
    account.name AS person
FROM member JOIN organisation ON organisation.id = member.organisation_id
    JOIN account ON account.id = member.account_id
    LEFT JOIN department ON department.id = member.lead_of
WHERE member.account_id = $1 AND (CAST($2 AS TEXT) IS NULL OR member.organisation_id = $2) AND member.state = 'joined'
    AND (member.ends_on IS NULL OR member.ends_on >= $3 OR (member.role = 'manager' AND NOT EXISTS (
        SELECT 1 FROM member AS other WHERE other.organisation_id = member.organisation_id AND other.role = 'manager'
            AND other.state = 'joined' AND other.id <> member.id AND (other.ends_on IS NULL OR other.ends_on >= $3)
    )))
ORDER BY organisation.id

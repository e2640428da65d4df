SELECT holding.award_id, member.id AS member_id, member.name, holding.qualification, holding.institute, holding.last_on,
    CAST(COUNT(holding.award_id) OVER () AS BIGINT) AS total
FROM holding JOIN member ON member.id = holding.member_id
WHERE holding.organisation_id = $1 AND holding.decision = 'verified' AND holding.last_on >= $3 AND holding.last_on <= $4
    AND member.state <> 'left'
    AND NOT EXISTS (
        SELECT 1 FROM holding AS newer WHERE newer.member_id = holding.member_id AND newer.qualification = holding.qualification
            AND newer.decision = 'verified' AND newer.last_on > holding.last_on
    )
    AND (CAST($2 AS TEXT) = '%' OR EXISTS (
        SELECT 1 FROM assignment JOIN staff_position ON staff_position.id = assignment.position_id
            JOIN department ON department.id = staff_position.department_id
        WHERE assignment.member_id = member.id AND department.path LIKE $2
            AND assignment.starts_on <= $3 AND (assignment.ends_on IS NULL OR assignment.ends_on >= $3)
    ))
ORDER BY holding.last_on, member.name_key, holding.award_id LIMIT $5

SELECT assignment.position_id, CAST(COUNT(DISTINCT assignment.member_id) AS BIGINT),
    CAST(COUNT(DISTINCT CASE WHEN holding.qualification = 'ISO20K_F' THEN holding.member_id END) AS BIGINT),
    CAST(COUNT(DISTINCT CASE WHEN holding.qualification = 'ISO20K_P' THEN holding.member_id END) AS BIGINT),
    CAST(COUNT(DISTINCT CASE WHEN holding.qualification = 'ISO20K_A' THEN holding.member_id END) AS BIGINT)
FROM assignment JOIN staff_position ON staff_position.id = assignment.position_id
    JOIN department ON department.id = staff_position.department_id
    LEFT JOIN holding ON holding.member_id = assignment.member_id AND holding.organisation_id = $1
        AND holding.decision = 'verified' AND holding.awarded_on <= $3 AND holding.last_on >= $3
WHERE assignment.organisation_id = $1 AND department.path LIKE $2
    AND assignment.starts_on <= $3 AND (assignment.ends_on IS NULL OR assignment.ends_on >= $3)
GROUP BY assignment.position_id

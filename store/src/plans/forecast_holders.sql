SELECT held.qualification, SUBSTR(held.last_on, 1, 7), CAST(COUNT(*) AS BIGINT) FROM (
    SELECT holding.qualification AS qualification, holding.member_id AS member_id, MAX(holding.last_on) AS last_on
    FROM holding JOIN member ON member.id = holding.member_id
    WHERE holding.organisation_id = $1 AND holding.decision = 'verified' AND holding.awarded_on <= $3
        AND holding.last_on >= $3 AND member.state <> 'left'
        AND (CAST($2 AS TEXT) = '%' OR EXISTS (
        SELECT 1 FROM assignment JOIN staff_position ON staff_position.id = assignment.position_id
            JOIN department ON department.id = staff_position.department_id
        WHERE assignment.member_id = member.id AND department.path LIKE $2
            AND assignment.starts_on <= $3 AND (assignment.ends_on IS NULL OR assignment.ends_on >= $3)
    ))
    GROUP BY holding.qualification, holding.member_id
) AS held
GROUP BY held.qualification, SUBSTR(held.last_on, 1, 7)

SELECT exception.requirement_id, SUBSTR(exception.until_on, 1, 7), CAST(COUNT(*) AS BIGINT)
FROM exception JOIN member ON member.id = exception.member_id
WHERE exception.organisation_id = $1 AND exception.state = 'granted' AND exception.from_on <= $3 AND exception.until_on >= $3
    AND member.state <> 'left'
    AND NOT EXISTS (
        SELECT 1 FROM need WHERE need.requirement_id = exception.requirement_id AND need.member_id = exception.member_id
    )
    AND (CAST($2 AS TEXT) = '%' OR EXISTS (
        SELECT 1 FROM assignment JOIN staff_position ON staff_position.id = assignment.position_id
            JOIN department ON department.id = staff_position.department_id
        WHERE assignment.member_id = exception.member_id AND department.path LIKE $2
            AND assignment.starts_on <= $3 AND (assignment.ends_on IS NULL OR assignment.ends_on >= $3)
    ))
GROUP BY exception.requirement_id, SUBSTR(exception.until_on, 1, 7)

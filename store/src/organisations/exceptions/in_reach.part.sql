WHERE exception.organisation_id = $1 AND exception.state = $4 AND exception.until_on >= $3 AND member.state <> 'left'
    AND (CAST($5 AS TEXT) = '' OR exception.requirement_id = $5)
    AND (CAST($2 AS TEXT) = '%' OR EXISTS (
        SELECT 1 FROM assignment JOIN staff_position ON staff_position.id = assignment.position_id
            JOIN department ON department.id = staff_position.department_id
        WHERE assignment.member_id = member.id AND department.path LIKE $2
            AND assignment.starts_on <= $3 AND (assignment.ends_on IS NULL OR assignment.ends_on >= $3)
    ))
ORDER BY exception.until_on, exception.id LIMIT $6

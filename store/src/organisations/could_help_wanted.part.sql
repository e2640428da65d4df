WHERE member.organisation_id = $1 AND member.state <> 'left'
    AND (member.starts_on IS NULL OR member.starts_on <= $4) AND (member.ends_on IS NULL OR member.ends_on >= $4)
    AND NOT EXISTS (
        SELECT 1 FROM need
        WHERE need.organisation_id = $1 AND need.requirement_id = $2 AND need.member_id = member.id
    )
    AND (CAST($3 AS TEXT) = '%' OR EXISTS (
        SELECT 1 FROM assignment JOIN staff_position ON staff_position.id = assignment.position_id
            JOIN department ON department.id = staff_position.department_id
        WHERE assignment.member_id = member.id AND department.path LIKE $3
            AND assignment.starts_on <= $4 AND (assignment.ends_on IS NULL OR assignment.ends_on >= $4)
    ))
    AND (CAST($7 AS TEXT) = '' AND CAST($8 AS TEXT) = '' OR EXISTS (
        SELECT 1 FROM assignment JOIN staff_position ON staff_position.id = assignment.position_id
            JOIN department ON department.id = staff_position.department_id
        WHERE assignment.member_id = member.id AND ($8 = '' OR department.path LIKE $8 ESCAPE '\')
            AND ($7 = '' OR assignment.position_id = $7)
            AND assignment.starts_on <= $4 AND (assignment.ends_on IS NULL OR assignment.ends_on >= $4)
    ))

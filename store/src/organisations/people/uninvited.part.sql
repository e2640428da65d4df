WHERE member.organisation_id = $1 AND member.state = 'listed' AND member.email <> ''
    AND (member.ends_on IS NULL OR member.ends_on >= $3) AND (CAST($2 AS TEXT) = '%' OR EXISTS (
    SELECT 1 FROM assignment JOIN staff_position ON staff_position.id = assignment.position_id
        JOIN department ON department.id = staff_position.department_id
    WHERE assignment.member_id = member.id AND department.path LIKE $2
        AND assignment.starts_on <= $3 AND (assignment.ends_on IS NULL OR assignment.ends_on >= $3)
))

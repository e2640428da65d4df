AND (CAST($4 AS TEXT) = '' OR member.name_key LIKE $4 ESCAPE '\')
AND (CAST($5 AS TEXT) = '' OR EXISTS (
    SELECT 1 FROM assignment JOIN staff_position ON staff_position.id = assignment.position_id
        JOIN department ON department.id = staff_position.department_id
    WHERE assignment.member_id = member.id AND department.path LIKE $5 ESCAPE '\'
        AND assignment.starts_on <= $3 AND (assignment.ends_on IS NULL OR assignment.ends_on >= $3)
))
AND (CAST($6 AS TEXT) = '' OR holding.qualification = $6
    OR ($6 = 'other' AND holding.qualification NOT IN ('ISO20K_F', 'ISO20K_P', 'ISO20K_A')))

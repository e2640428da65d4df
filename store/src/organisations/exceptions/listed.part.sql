WHERE exception.organisation_id = $1 AND CASE CAST($4 AS TEXT)
    WHEN 'waiting' THEN exception.state = 'asked' AND exception.until_on >= $3 AND member.state <> 'left'
    WHEN 'force' THEN exception.state = 'granted' AND exception.until_on >= $3 AND member.state <> 'left'
    ELSE exception.state IN ('refused', 'ended') OR exception.until_on < $3 OR member.state = 'left'
END
AND (CAST($5 AS TEXT) = '' OR member.name_key LIKE $5 ESCAPE '\')
AND (CAST($2 AS TEXT) = '%' OR EXISTS (
    SELECT 1 FROM assignment JOIN staff_position ON staff_position.id = assignment.position_id
        JOIN department ON department.id = staff_position.department_id
    WHERE assignment.member_id = member.id AND department.path LIKE $2
        AND assignment.starts_on <= $3 AND (assignment.ends_on IS NULL OR assignment.ends_on >= $3)
))

SELECT CAST(COUNT(*) AS BIGINT), CAST(COALESCE(SUM(CASE WHEN member.account_id IS NOT NULL THEN 1 ELSE 0 END), 0) AS BIGINT)
FROM member WHERE member.organisation_id = $1 AND member.state <> 'left'
    AND (member.starts_on IS NULL OR member.starts_on <= $3) AND (member.ends_on IS NULL OR member.ends_on >= $3)
    AND (CAST($2 AS TEXT) = '%' OR EXISTS (
        SELECT 1 FROM assignment JOIN staff_position ON staff_position.id = assignment.position_id
            JOIN department ON department.id = staff_position.department_id
        WHERE assignment.member_id = member.id AND department.path LIKE $2
            AND assignment.starts_on <= $3 AND (assignment.ends_on IS NULL OR assignment.ends_on >= $3)
    ))

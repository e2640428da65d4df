SELECT member.id AS member_id, member.name, CASE WHEN CAST($5 AS TEXT) = 'joined' THEN member.joined_at ELSE member.left_at END AS moved_at,
    CAST(COUNT(member.id) OVER () AS BIGINT) AS total
FROM member
WHERE member.organisation_id = $1
    AND CASE WHEN CAST($5 AS TEXT) = 'joined' THEN member.joined_at ELSE member.left_at END >= $3
    AND CASE WHEN CAST($5 AS TEXT) = 'joined' THEN member.joined_at ELSE member.left_at END < $4
    AND (CAST($2 AS TEXT) = '%' OR EXISTS (
        SELECT 1 FROM assignment JOIN staff_position ON staff_position.id = assignment.position_id
            JOIN department ON department.id = staff_position.department_id
        WHERE assignment.member_id = member.id AND department.path LIKE $2
            AND assignment.starts_on <= $7 AND (assignment.ends_on IS NULL OR assignment.ends_on >= $6)
    ))
ORDER BY moved_at, member.name_key, member.id LIMIT $8

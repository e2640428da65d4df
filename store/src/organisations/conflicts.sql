SELECT member.id, assignment.id, assignment.position_id
FROM member JOIN assignment ON assignment.member_id = member.id
    JOIN staff_position ON staff_position.id = assignment.position_id
    JOIN department ON department.id = staff_position.department_id
WHERE member.organisation_id = $1 AND member.state <> 'left' AND department.path LIKE '%' || $2 || '/%'
    AND assignment.starts_on <= $3 AND (assignment.ends_on IS NULL OR assignment.ends_on >= $3)
ORDER BY member.id, assignment.id

SELECT DISTINCT member.id, member.name, department.name
FROM need JOIN member ON member.id = need.member_id
    JOIN assignment ON assignment.member_id = member.id
    JOIN staff_position ON staff_position.id = assignment.position_id
    JOIN department ON department.id = staff_position.department_id
WHERE need.organisation_id = $1 AND need.requirement_id = $2 AND department.path LIKE '%' || $3 || '/%'
    AND assignment.starts_on <= $4 AND (assignment.ends_on IS NULL OR assignment.ends_on >= $4)
ORDER BY member.name, member.id

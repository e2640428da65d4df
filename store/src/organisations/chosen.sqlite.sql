SELECT member.id, member.name, member.state FROM json_each($4) AS line JOIN member ON member.id = line.value
WHERE member.organisation_id = $1 AND ($2 = '%' OR EXISTS (
    SELECT 1 FROM assignment JOIN staff_position ON staff_position.id = assignment.position_id
        JOIN department ON department.id = staff_position.department_id
    WHERE assignment.member_id = member.id AND department.path LIKE $2
        AND assignment.starts_on <= $3 AND (assignment.ends_on IS NULL OR assignment.ends_on >= $3)
))
ORDER BY member.name_key, member.id

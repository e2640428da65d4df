SELECT member.id, member.name, member.state
FROM jsonb_array_elements_text(CAST($4 AS JSONB)) AS line (id) JOIN member ON member.id = line.id
WHERE member.organisation_id = $1 AND (CAST($2 AS TEXT) = '%' OR EXISTS (
    SELECT 1 FROM assignment JOIN staff_position ON staff_position.id = assignment.position_id
        JOIN department ON department.id = staff_position.department_id
    WHERE assignment.member_id = member.id AND department.path LIKE $2
        AND assignment.starts_on <= $3 AND (assignment.ends_on IS NULL OR assignment.ends_on >= $3)
))
ORDER BY member.name_key, member.id

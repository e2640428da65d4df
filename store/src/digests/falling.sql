SELECT member.id AS member_id, member.name, need.requirement_id, need.due_on,
    CAST(COUNT(member.id) OVER () AS BIGINT) AS total
FROM need JOIN member ON member.id = need.member_id
WHERE need.organisation_id = $1 AND need.due_on >= $4 AND need.due_on <= $5 AND member.state <> 'left'
    AND (need.met_from IS NULL OR need.met_from > $3 OR need.met_until < $3)
    AND (need.asked_until IS NULL OR need.due_on <= need.asked_until)
    AND (CAST($2 AS TEXT) = '%' OR EXISTS (
        SELECT 1 FROM assignment JOIN staff_position ON staff_position.id = assignment.position_id
            JOIN department ON department.id = staff_position.department_id
        WHERE assignment.member_id = member.id AND department.path LIKE $2
            AND assignment.starts_on <= $3 AND (assignment.ends_on IS NULL OR assignment.ends_on >= $3)
    ))
ORDER BY need.due_on, member.name_key, member.id, need.requirement_id LIMIT $6

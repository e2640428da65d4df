SELECT gaps.requirement_id, SUBSTR(gaps.due_on, 1, 7), CAST(SUM(gaps.people) AS BIGINT) FROM (
    SELECT need.requirement_id AS requirement_id, need.due_on AS due_on, COUNT(*) AS people
    FROM need
    WHERE need.organisation_id = $1 AND need.due_on >= $3
    AND (need.met_from IS NULL OR need.met_from > $3 OR need.met_until < $3)
    AND (need.asked_until IS NULL OR need.due_on <= need.asked_until)
    AND (CAST($2 AS TEXT) = '%' OR EXISTS (
        SELECT 1 FROM assignment JOIN staff_position ON staff_position.id = assignment.position_id
            JOIN department ON department.id = staff_position.department_id
        WHERE assignment.member_id = need.member_id AND department.path LIKE $2
            AND assignment.starts_on <= $3 AND (assignment.ends_on IS NULL OR assignment.ends_on >= $3)
    ))
    GROUP BY need.requirement_id, need.due_on
) AS gaps
GROUP BY gaps.requirement_id, SUBSTR(gaps.due_on, 1, 7)

WHERE need.organisation_id = $1 AND need.requirement_id = $2
    AND (CAST($3 AS TEXT) = '%' OR EXISTS (
        SELECT 1 FROM assignment JOIN staff_position ON staff_position.id = assignment.position_id
            JOIN department ON department.id = staff_position.department_id
        WHERE assignment.member_id = member.id AND department.path LIKE $3
            AND assignment.starts_on <= $4 AND (assignment.ends_on IS NULL OR assignment.ends_on >= $4)
    ))
    AND (need.met_from IS NULL OR need.met_from > $4 OR need.met_until < $4
        OR need.met_until < $7 AND (need.asked_until IS NULL OR need.met_until < need.asked_until))

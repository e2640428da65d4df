SELECT above.id, above.parent_id, above.name FROM department AS above
WHERE above.organisation_id = $1 AND EXISTS (
    SELECT 1 FROM assignment JOIN staff_position ON staff_position.id = assignment.position_id
        JOIN department AS home ON home.id = staff_position.department_id
    WHERE assignment.member_id = $2 AND home.path LIKE above.path || '%'
)

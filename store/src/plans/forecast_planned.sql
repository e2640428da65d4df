SELECT plan_item.level, plan_item.due_on, CAST(COUNT(DISTINCT plan_item.member_id) AS BIGINT)
FROM plan_item JOIN member ON member.id = plan_item.member_id
WHERE plan_item.organisation_id = $1 AND plan_item.state = 'open' AND plan_item.due_on >= $3
    AND plan_item.kind IN ('exam', 'refresher')
    AND (CAST($2 AS TEXT) = '%' OR EXISTS (
        SELECT 1 FROM assignment JOIN staff_position ON staff_position.id = assignment.position_id
            JOIN department ON department.id = staff_position.department_id
        WHERE assignment.member_id = member.id AND department.path LIKE $2
            AND assignment.starts_on <= $3 AND (assignment.ends_on IS NULL OR assignment.ends_on >= $3)
    ))
GROUP BY plan_item.level, plan_item.due_on

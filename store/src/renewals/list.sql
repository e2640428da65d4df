SELECT holding.award_id, holding.member_id, member.name, holding.qualification, holding.institute, holding.last_on, (
    SELECT MIN(plan_item.due_on) FROM plan_item
    WHERE plan_item.member_id = member.id AND plan_item.state = 'open' AND plan_item.kind IN ('exam', 'refresher', 'course')
        AND plan_item.due_on >= $3
        AND CAST($8 AS TEXT) LIKE '%,' || holding.qualification || '=' || plan_item.level || ',%'
) AS planned_on
FROM holding JOIN member ON member.id = holding.member_id
WHERE holding.organisation_id = $1 AND holding.decision = 'verified' AND holding.last_on >= $4 AND holding.last_on <= $5
    AND member.state <> 'left'
    AND NOT EXISTS (
        SELECT 1 FROM holding AS newer WHERE newer.member_id = holding.member_id AND newer.qualification = holding.qualification
            AND newer.decision = 'verified' AND newer.last_on > holding.last_on
    )
    AND (CAST($2 AS TEXT) = '%' OR EXISTS (
        SELECT 1 FROM assignment JOIN staff_position ON staff_position.id = assignment.position_id
            JOIN department ON department.id = staff_position.department_id
        WHERE assignment.member_id = member.id AND department.path LIKE $2
            AND assignment.starts_on <= $3 AND (assignment.ends_on IS NULL OR assignment.ends_on >= $3)
    ))
ORDER BY holding.last_on, member.name_key, holding.award_id LIMIT $6 OFFSET $7

SELECT SUBSTR(CASE WHEN plans.last_on >= plans.due_on THEN plans.last_on ELSE plans.due_on END, 1, 7),
    CAST(CASE WHEN plans.last_on >= plans.due_on THEN 1 ELSE 0 END AS BIGINT), CAST(COUNT(*) AS BIGINT)
FROM (
    SELECT MIN(plan_item.due_on) AS due_on, (
        SELECT MAX(holding.last_on) FROM holding
        WHERE holding.member_id = plan_item.member_id AND holding.organisation_id = $1 AND holding.qualification = $5
            AND holding.decision = 'verified' AND holding.awarded_on <= $3 AND holding.last_on >= $3
    ) AS last_on
    FROM plan_item JOIN member ON member.id = plan_item.member_id
    WHERE plan_item.organisation_id = $1 AND plan_item.state = 'open' AND plan_item.due_on >= $3 AND plan_item.level = $4
        AND plan_item.kind IN ('exam', 'refresher') AND member.state <> 'left'
        AND (CAST($2 AS TEXT) = '%' OR EXISTS (
            SELECT 1 FROM assignment JOIN staff_position ON staff_position.id = assignment.position_id
                JOIN department ON department.id = staff_position.department_id
            WHERE assignment.member_id = member.id AND department.path LIKE $2
                AND assignment.starts_on <= $3 AND (assignment.ends_on IS NULL OR assignment.ends_on >= $3)
        ))
    GROUP BY plan_item.member_id
) AS plans
GROUP BY 1, 2
ORDER BY 1, 2

SELECT member.id, member.name, member.account_id, CAST(NULL AS TEXT) AS met_from, CAST(NULL AS TEXT) AS met_until,
    CAST(NULL AS TEXT) AS due_on, (
    SELECT MIN(plan_item.due_on) FROM plan_item
    WHERE plan_item.member_id = member.id AND plan_item.kind = 'exam' AND plan_item.state = 'open' AND plan_item.due_on >= $4
        AND CAST($9 AS TEXT) LIKE '%,' || plan_item.level || ',%'
) AS planned_on, best.mock, CAST(0 AS BIGINT) AS place
FROM member

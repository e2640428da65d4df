SELECT member.id, member.name, member.account_id, need.met_from, need.met_until, need.due_on, (
    SELECT MIN(plan_item.due_on) FROM plan_item
    WHERE plan_item.member_id = member.id AND plan_item.kind = 'exam' AND plan_item.state = 'open' AND plan_item.due_on >= $4
        AND CAST($8 AS TEXT) LIKE '%,' || plan_item.level || ',%'
) AS planned_on, best.mock, CAST(CASE
    WHEN need.met_from <= $4 AND need.met_until >= $4 THEN 2
    WHEN need.due_on >= $4 THEN 1
    ELSE 0
END AS BIGINT) AS place
FROM need JOIN member ON member.id = need.member_id

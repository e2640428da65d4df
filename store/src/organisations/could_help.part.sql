SELECT member.id, member.name, member.account_id, CAST(NULL AS TEXT) AS met_from, CAST(NULL AS TEXT) AS met_until, (
    SELECT MIN(due_on) FROM plan_item
    WHERE plan_item.member_id = member.id AND kind = 'exam' AND plan_item.state = 'open' AND due_on >= $4
) AS planned_on, best.mock
FROM member

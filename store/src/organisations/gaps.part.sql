SELECT member.id, member.name, member.account_id, need.met_from, need.met_until, (
    SELECT MIN(due_on) FROM plan_item
    WHERE plan_item.member_id = member.id AND kind = 'exam' AND plan_item.state = 'open' AND due_on >= $4
) AS planned_on, best.mock
FROM need JOIN member ON member.id = need.member_id

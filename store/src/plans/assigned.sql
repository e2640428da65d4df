SELECT organisation.id AS organisation_id, organisation.name AS organisation_name, plan_item.id, plan_item.member_id,
    member.name, plan_item.kind, plan_item.level, plan_item.due_on, plan_item.cost, plan_item.state, plan_item.made_by,
    plan_item.made_at, plan_item.refresher
FROM plan_item JOIN member ON member.id = plan_item.member_id
    JOIN organisation ON organisation.id = plan_item.organisation_id
WHERE member.account_id = $1 AND member.state = 'joined' AND (CAST($2 AS TEXT) = '' OR plan_item.id = $2)
    AND (CAST($3 AS TEXT) = '' OR plan_item.state = $3)
ORDER BY plan_item.due_on, plan_item.id

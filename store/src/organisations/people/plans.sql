SELECT id, kind, level, due_on, cost, state FROM plan_item
WHERE organisation_id = $1 AND member_id = $2 ORDER BY due_on, id

INSERT INTO plan_item (id, organisation_id, member_id, kind, level, due_on, cost, state, made_at, refresher, made_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, 'open', $8, $9, $10)
ON CONFLICT (id) DO UPDATE SET due_on = excluded.due_on, cost = excluded.cost
WHERE plan_item.organisation_id = excluded.organisation_id

SELECT member_id FROM plan_item WHERE id = $1 AND organisation_id = $2

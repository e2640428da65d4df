SELECT organisation_id FROM plan_item WHERE id = $1

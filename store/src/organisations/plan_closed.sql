UPDATE plan_item SET state = $3 WHERE id = $1 AND organisation_id = $2

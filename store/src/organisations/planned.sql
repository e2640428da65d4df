SELECT CAST(COUNT(*) AS BIGINT) FROM plan_item WHERE organisation_id = $1 AND state = 'open' AND due_on >= $2

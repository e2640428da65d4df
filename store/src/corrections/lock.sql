UPDATE attempt SET epoch = epoch WHERE entry_id IN (SELECT id FROM plan_entry WHERE cohort_id = $1)

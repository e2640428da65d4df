SELECT correction.id, correction.item_id, correction.digest, correction.kind, correction.answers, correction.reason, correction.made_at
FROM plan_entry JOIN correction ON correction.cohort_id = plan_entry.cohort_id
WHERE plan_entry.id = $1 AND correction.undoes IS NULL
    AND NOT EXISTS (SELECT 1 FROM correction AS later WHERE later.undoes = correction.id)
ORDER BY correction.made_at, correction.id

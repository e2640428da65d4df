SELECT plan_entry.cohort_id, participant.id
FROM plan_entry JOIN participant ON participant.cohort_id = plan_entry.cohort_id
WHERE plan_entry.id = $1 AND participant.account_id = $2

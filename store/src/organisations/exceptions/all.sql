SELECT id, member_id, requirement_id, from_on, until_on, reason FROM exception
WHERE organisation_id = $1 AND state IN ('asked', 'granted', 'ended')

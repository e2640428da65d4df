SELECT requirement_id, member_id, award_id, met_from, met_until, due_on, asked_until, conflict_id, conflict_level FROM need
WHERE organisation_id = $1 AND (requirement_id > $2 OR requirement_id = $2 AND member_id > $3)
ORDER BY requirement_id, member_id LIMIT $4

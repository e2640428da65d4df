SELECT requirement_id, met_from, met_until, due_on, conflict_id, conflict_level FROM need WHERE organisation_id = $1 AND member_id = $2 ORDER BY requirement_id

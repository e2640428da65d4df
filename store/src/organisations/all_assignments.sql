SELECT id, member_id, position_id, starts_on, ends_on FROM assignment
WHERE organisation_id = $1

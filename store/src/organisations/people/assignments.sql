SELECT id, position_id, starts_on, ends_on FROM assignment
WHERE organisation_id = $1 AND member_id = $2 ORDER BY starts_on, id

SELECT id, member_id, position_id, starts_on, ends_on FROM assignment
WHERE organisation_id = $1 AND id > $2 ORDER BY id LIMIT $3

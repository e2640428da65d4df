SELECT id FROM staff_position WHERE id = $1 AND organisation_id = $2

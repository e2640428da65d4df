SELECT member_id FROM assignment WHERE id = $1 AND organisation_id = $2

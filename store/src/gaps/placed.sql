SELECT member_id, position_id FROM assignment
WHERE organisation_id = $1 AND starts_on <= $2 AND (ends_on IS NULL OR ends_on >= $2)

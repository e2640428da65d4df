SELECT id, department_id, name FROM staff_position
WHERE organisation_id = $1 AND id IN (SELECT position_id FROM assignment WHERE member_id = $2)

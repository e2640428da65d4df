SELECT award_entry.award_id, award.member_id, award_entry.number, award_entry.recorded_at, award_entry.recorded_by,
    award_entry.organisation_id, award_entry.body
FROM holding JOIN award ON award.id = holding.award_id JOIN award_entry ON award.id = award_entry.award_id
    JOIN member ON member.id = holding.member_id
WHERE holding.organisation_id = $1 AND holding.member_id = $2 AND award_entry.recorded_at <= $3
    AND (member.left_at IS NULL OR award_entry.recorded_at <= member.left_at)
    AND (CAST($4 AS TEXT) = '%' OR EXISTS (
        SELECT 1 FROM assignment JOIN staff_position ON staff_position.id = assignment.position_id
            JOIN department ON department.id = staff_position.department_id
        WHERE assignment.member_id = member.id AND department.path LIKE $4
            AND assignment.starts_on <= $5 AND (assignment.ends_on IS NULL OR assignment.ends_on >= $5)
    ))
ORDER BY award_entry.award_id, award_entry.number

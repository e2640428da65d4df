SELECT reminder.award_id, reminder.days, reminder.sent_at FROM reminder JOIN member ON member.id = reminder.member_id
WHERE reminder.organisation_id = $1 AND reminder.member_id = $4
    AND (CAST($2 AS TEXT) = '%' OR EXISTS (
        SELECT 1 FROM assignment JOIN staff_position ON staff_position.id = assignment.position_id
            JOIN department ON department.id = staff_position.department_id
        WHERE assignment.member_id = member.id AND department.path LIKE $2
            AND assignment.starts_on <= $3 AND (assignment.ends_on IS NULL OR assignment.ends_on >= $3)
    ))
ORDER BY reminder.sent_at, reminder.award_id

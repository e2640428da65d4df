SELECT evidence.id, evidence.award_id, evidence.place, evidence.name, evidence.media_type, evidence.size,
    evidence.digest
FROM evidence JOIN holding ON holding.award_id = evidence.award_id JOIN member ON member.id = holding.member_id
WHERE holding.organisation_id = $1 AND evidence.award_id = $4 AND member.email_key <> 'erased ' || member.id
    AND (member.left_at IS NULL OR evidence.made_at <= member.left_at) AND (CAST($2 AS TEXT) = '%' OR EXISTS (
    SELECT 1 FROM assignment JOIN staff_position ON staff_position.id = assignment.position_id
        JOIN department ON department.id = staff_position.department_id
    WHERE assignment.member_id = member.id AND department.path LIKE $2
        AND assignment.starts_on <= $3 AND (assignment.ends_on IS NULL OR assignment.ends_on >= $3)
))
ORDER BY evidence.made_at, evidence.id

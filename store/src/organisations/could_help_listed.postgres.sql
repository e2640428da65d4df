SELECT member.id, member.name, member.account_id, CAST(NULL AS TEXT) AS met_from, CAST(NULL AS TEXT) AS met_until,
    CAST(NULL AS TEXT) AS due_on, (
    SELECT MIN(plan_item.due_on) FROM plan_item
    WHERE plan_item.member_id = member.id AND plan_item.kind = 'exam' AND plan_item.state = 'open' AND plan_item.due_on >= $4
        AND CAST($9 AS TEXT) LIKE '%,' || plan_item.level || ',%'
) AS planned_on, best.mock, CAST(0 AS BIGINT) AS place
FROM member
    LEFT JOIN (
        SELECT attempt.account_id AS account_id, MAX(CAST(attempt.score / (attempt.marks / 100.0) AS DOUBLE PRECISION)) AS mock
        FROM attempt JOIN member AS sitter ON sitter.account_id = attempt.account_id
        WHERE sitter.organisation_id = $1 AND attempt.level = $5 AND attempt.mode = 'exam' AND attempt.phase <> 'running'
            AND attempt.score IS NOT NULL AND attempt.marks > 0
        GROUP BY attempt.account_id
    ) AS best ON best.account_id = member.account_id
    LEFT JOIN study_record ON study_record.account_id = member.account_id
WHERE member.organisation_id = $1 AND member.state <> 'left'
    AND (member.starts_on IS NULL OR member.starts_on <= $4) AND (member.ends_on IS NULL OR member.ends_on >= $4)
    AND NOT EXISTS (
        SELECT 1 FROM need
        WHERE need.organisation_id = $1 AND need.requirement_id = $2 AND need.member_id = member.id
    )
    AND (CAST($3 AS TEXT) = '%' OR EXISTS (
        SELECT 1 FROM assignment JOIN staff_position ON staff_position.id = assignment.position_id
            JOIN department ON department.id = staff_position.department_id
        WHERE assignment.member_id = member.id AND department.path LIKE $3
            AND assignment.starts_on <= $4 AND (assignment.ends_on IS NULL OR assignment.ends_on >= $4)
    ))
    AND (member.id IN (SELECT line.id FROM jsonb_array_elements_text(CAST($7 AS JSONB)) AS line (id)) OR EXISTS (
        SELECT 1 FROM assignment
        WHERE assignment.member_id = member.id AND assignment.position_id IN (SELECT line.id FROM jsonb_array_elements_text(CAST($8 AS JSONB)) AS line (id))
            AND assignment.starts_on <= $4 AND (assignment.ends_on IS NULL OR assignment.ends_on >= $4)
    ))
ORDER BY COALESCE(best.mock, -1) DESC, CASE WHEN member.account_id IS NULL THEN 1 ELSE 0 END,
    COALESCE(study_record.revision, 0) DESC, member.name_key, member.id
LIMIT $6

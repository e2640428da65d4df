SELECT member.id, member.name, member.account_id, need.met_from, need.met_until, (
    SELECT MIN(due_on) FROM plan_item
    WHERE plan_item.member_id = member.id AND kind = 'exam' AND plan_item.state = 'open' AND due_on >= $4
) AS planned_on, best.mock
FROM need JOIN member ON member.id = need.member_id
    LEFT JOIN (
        SELECT attempt.account_id AS account_id, MAX(CAST(attempt.score / (attempt.marks / 100.0) AS DOUBLE PRECISION)) AS mock
        FROM attempt JOIN member AS sitter ON sitter.account_id = attempt.account_id
        WHERE sitter.organisation_id = $1 AND attempt.level = $7 AND attempt.mode = 'exam' AND attempt.phase <> 'running'
            AND attempt.score IS NOT NULL AND attempt.marks > 0
        GROUP BY attempt.account_id
    ) AS best ON best.account_id = member.account_id
    LEFT JOIN study_record ON study_record.account_id = member.account_id
WHERE need.organisation_id = $1 AND need.requirement_id = $2
    AND (CAST($3 AS TEXT) = '%' OR EXISTS (
        SELECT 1 FROM assignment JOIN staff_position ON staff_position.id = assignment.position_id
            JOIN department ON department.id = staff_position.department_id
        WHERE assignment.member_id = member.id AND department.path LIKE $3
            AND assignment.starts_on <= $4 AND (assignment.ends_on IS NULL OR assignment.ends_on >= $4)
    ))
    AND (need.met_from IS NULL OR need.met_from > $4 OR need.met_until < $5)
ORDER BY COALESCE(best.mock, -1) DESC, CASE WHEN member.account_id IS NULL THEN 1 ELSE 0 END,
    COALESCE(study_record.revision, 0) DESC, member.name_key, member.id
LIMIT $6

SELECT need.requirement_id, CAST(COUNT(*) AS BIGINT),
    CAST(SUM(CASE WHEN need.met_from <= $3 AND need.met_until >= $3 THEN 1 ELSE 0 END) AS BIGINT),
    CAST(SUM(CASE WHEN need.met_from <= $3 AND need.met_until >= $3 AND need.met_until < $4
        AND (need.asked_until IS NULL OR need.met_until < need.asked_until) THEN 1 ELSE 0 END) AS BIGINT),
    CAST(SUM(CASE
        WHEN need.due_on >= $3 AND (need.met_from IS NULL OR need.met_from > $3 OR need.met_until < $3) THEN 1 ELSE 0
    END) AS BIGINT),
    MIN(CASE
        WHEN need.due_on >= $3 AND (need.met_from IS NULL OR need.met_from > $3 OR need.met_until < $3) THEN CASE WHEN need.asked_until < need.due_on THEN need.asked_until ELSE need.due_on END
    END)
FROM need WHERE need.organisation_id = $1 AND (CAST($2 AS TEXT) = '%' OR EXISTS (
    SELECT 1 FROM assignment JOIN staff_position ON staff_position.id = assignment.position_id
        JOIN department ON department.id = staff_position.department_id
    WHERE assignment.member_id = need.member_id AND department.path LIKE $2
        AND assignment.starts_on <= $3 AND (assignment.ends_on IS NULL OR assignment.ends_on >= $3)
))
GROUP BY need.requirement_id

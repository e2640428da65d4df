SELECT days.qualification, SUBSTR(days.last_on, 1, 7), CAST(SUM(days.people) AS BIGINT) FROM (
SELECT held.qualification AS qualification, held.last_on AS last_on, COUNT(*) AS people FROM (
    SELECT holding.qualification AS qualification, holding.member_id AS member_id, MAX(holding.last_on) AS last_on
    FROM holding
    WHERE holding.organisation_id = $1 AND holding.decision = 'verified' AND holding.awarded_on <= $3
        AND holding.last_on >= $3
        AND holding.member_id NOT IN (SELECT id FROM member WHERE organisation_id = $1 AND state = 'left')
        AND (CAST($2 AS TEXT) = '%' OR EXISTS (
        SELECT 1 FROM assignment JOIN staff_position ON staff_position.id = assignment.position_id
            JOIN department ON department.id = staff_position.department_id
        WHERE assignment.member_id = holding.member_id AND department.path LIKE $2
            AND assignment.starts_on <= $3 AND (assignment.ends_on IS NULL OR assignment.ends_on >= $3)
    ))
    GROUP BY holding.qualification, holding.member_id
) AS held
GROUP BY held.qualification, held.last_on
) AS days
GROUP BY days.qualification, SUBSTR(days.last_on, 1, 7)

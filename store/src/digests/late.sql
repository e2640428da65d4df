SELECT member.id AS member_id, member.name, late.requirement_id, late.over_on AS due_on,
    CAST(COUNT(member.id) OVER () AS BIGINT) AS total
FROM (
    SELECT need.member_id AS member_id, need.requirement_id AS requirement_id, CASE
        WHEN need.met_until < $3 AND (need.due_on IS NULL OR need.met_until > need.due_on) THEN need.met_until
        ELSE need.due_on
    END AS over_on
    FROM need
    WHERE need.organisation_id = $1 AND (need.met_from IS NULL OR need.met_from > $3 OR need.met_until < $3)
        AND (need.due_on IS NULL OR need.due_on < $3)
) AS late JOIN member ON member.id = late.member_id
WHERE late.over_on >= $4 AND late.over_on <= $5 AND member.state <> 'left'
    AND (CAST($2 AS TEXT) = '%' OR EXISTS (
        SELECT 1 FROM assignment JOIN staff_position ON staff_position.id = assignment.position_id
            JOIN department ON department.id = staff_position.department_id
        WHERE assignment.member_id = member.id AND department.path LIKE $2
            AND assignment.starts_on <= $3 AND (assignment.ends_on IS NULL OR assignment.ends_on >= $3)
    ))
ORDER BY late.over_on, member.name_key, member.id, late.requirement_id LIMIT $6

SELECT held.position_id, CAST(COUNT(*) AS BIGINT), CAST(SUM(held.foundation) AS BIGINT), CAST(SUM(held.practitioner) AS BIGINT),
    CAST(SUM(held.auditor) AS BIGINT), CAST(SUM(held.needs) AS BIGINT), CAST(SUM(held.gaps) AS BIGINT),
    CAST(SUM(held.late) AS BIGINT)
FROM (
    SELECT DISTINCT assignment.position_id AS position_id, assignment.member_id AS member_id,
        COALESCE(levels.foundation, 0) AS foundation, COALESCE(levels.practitioner, 0) AS practitioner,
        COALESCE(levels.auditor, 0) AS auditor, COALESCE(asked.needs, 0) AS needs, COALESCE(asked.gaps, 0) AS gaps,
        COALESCE(asked.late, 0) AS late
    FROM assignment JOIN staff_position ON staff_position.id = assignment.position_id
        JOIN department ON department.id = staff_position.department_id
        LEFT JOIN (
            SELECT holding.member_id AS member_id,
                MAX(CASE WHEN holding.qualification = 'ISO20K_F' THEN 1 ELSE 0 END) AS foundation,
                MAX(CASE WHEN holding.qualification = 'ISO20K_P' THEN 1 ELSE 0 END) AS practitioner,
                MAX(CASE WHEN holding.qualification = 'ISO20K_A' THEN 1 ELSE 0 END) AS auditor
            FROM holding WHERE holding.organisation_id = $1 AND holding.decision = 'verified'
                AND holding.awarded_on <= $3 AND holding.last_on >= $3
            GROUP BY holding.member_id
        ) AS levels ON levels.member_id = assignment.member_id
        LEFT JOIN (
            SELECT need.member_id AS member_id, COUNT(*) AS needs, SUM(CASE
                WHEN need.met_from IS NULL OR need.met_from > $3 OR need.met_until < $3 THEN 1 ELSE 0
            END) AS gaps, SUM(CASE
                WHEN (need.met_from IS NULL OR need.met_from > $3 OR need.met_until < $3)
                    AND (need.due_on IS NULL OR need.due_on < $3) THEN 1 ELSE 0
            END) AS late
            FROM need WHERE need.organisation_id = $1
            GROUP BY need.member_id
        ) AS asked ON asked.member_id = assignment.member_id
    WHERE assignment.organisation_id = $1 AND department.path LIKE $2
        AND (CAST($4 AS TEXT) = '' OR department.path LIKE $4 ESCAPE '\')
        AND assignment.starts_on <= $3 AND (assignment.ends_on IS NULL OR assignment.ends_on >= $3)
) AS held
GROUP BY held.position_id

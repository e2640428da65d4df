SELECT picked.id, picked.name, picked.state, (
    SELECT STRING_AGG(staff_position.name, '; ' ORDER BY staff_position.name)
    FROM assignment JOIN staff_position ON staff_position.id = assignment.position_id
    WHERE assignment.member_id = picked.id AND assignment.starts_on <= $3
        AND (assignment.ends_on IS NULL OR assignment.ends_on >= $3)
) AS positions, (
    SELECT MAX(CASE
        WHEN holding.decision = 'verified' AND holding.awarded_on <= $3 AND holding.last_on >= $3 THEN '4'
        WHEN holding.decision = 'open' AND holding.last_on >= $3 THEN '3'
        WHEN holding.decision = 'verified' THEN '2'
        ELSE '1'
    END || holding.last_on || holding.award_id)
    FROM holding WHERE holding.member_id = picked.id AND holding.qualification = 'ISO20K_F'
) AS foundation, (
    SELECT MAX(CASE
        WHEN holding.decision = 'verified' AND holding.awarded_on <= $3 AND holding.last_on >= $3 THEN '4'
        WHEN holding.decision = 'open' AND holding.last_on >= $3 THEN '3'
        WHEN holding.decision = 'verified' THEN '2'
        ELSE '1'
    END || holding.last_on || holding.award_id)
    FROM holding WHERE holding.member_id = picked.id AND holding.qualification = 'ISO20K_P'
) AS practitioner, (
    SELECT MAX(CASE
        WHEN holding.decision = 'verified' AND holding.awarded_on <= $3 AND holding.last_on >= $3 THEN '4'
        WHEN holding.decision = 'open' AND holding.last_on >= $3 THEN '3'
        WHEN holding.decision = 'verified' THEN '2'
        ELSE '1'
    END || holding.last_on || holding.award_id)
    FROM holding WHERE holding.member_id = picked.id AND holding.qualification = 'ISO20K_A'
) AS auditor, (
    SELECT CAST(COUNT(need.requirement_id) AS TEXT) || ' '
        || CAST(COALESCE(SUM(CASE WHEN need.due_on >= $3 THEN 1 ELSE 0 END), 0) AS TEXT) || ' '
        || COALESCE(MIN(CASE WHEN need.due_on >= $3 THEN CASE WHEN need.asked_until < need.due_on THEN need.asked_until ELSE need.due_on END END), '')
    FROM need WHERE need.member_id = picked.id
        AND (need.met_from IS NULL OR need.met_from > $3 OR need.met_until < $3)
) AS gaps
FROM picked

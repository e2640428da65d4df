WHERE member.organisation_id = $1 AND (CAST($2 AS TEXT) = '%' OR EXISTS (
    SELECT 1 FROM assignment JOIN staff_position ON staff_position.id = assignment.position_id
        JOIN department ON department.id = staff_position.department_id
    WHERE assignment.member_id = member.id AND department.path LIKE $2
        AND assignment.starts_on <= $3 AND (assignment.ends_on IS NULL OR assignment.ends_on >= $3)
))
AND (CASE WHEN CAST($4 AS TEXT) = '' THEN member.state <> 'left' ELSE member.state = $4 END)
AND (CAST($5 AS TEXT) = '' OR member.name_key LIKE $5 ESCAPE '\' OR member.email_key LIKE $5 ESCAPE '\')
AND (CAST($6 AS TEXT) = '' AND CAST($7 AS TEXT) = '' OR EXISTS (
    SELECT 1 FROM assignment JOIN staff_position ON staff_position.id = assignment.position_id
        JOIN department ON department.id = staff_position.department_id
    WHERE assignment.member_id = member.id AND ($6 = '' OR department.path LIKE $6 ESCAPE '\')
        AND ($7 = '' OR assignment.position_id = $7)
        AND assignment.starts_on <= $3 AND (assignment.ends_on IS NULL OR assignment.ends_on >= $3)
))
AND (CAST($8 AS TEXT) = '' OR EXISTS (
    SELECT 1 FROM need WHERE need.member_id = member.id AND need.requirement_id = $8
))
AND (CASE
    WHEN CAST($10 AS TEXT) = 'waiting' THEN EXISTS (
        SELECT 1 FROM holding WHERE holding.member_id = member.id
            AND (CAST($9 AS TEXT) = '' OR holding.qualification = $9) AND holding.decision = 'open'
            AND holding.last_on >= $3
    )
    WHEN $10 = 'none' THEN NOT EXISTS (
        SELECT 1 FROM holding WHERE holding.member_id = member.id
            AND ($9 = '' OR holding.qualification = $9)
    )
    WHEN $10 = 'late' THEN EXISTS (
        SELECT 1 FROM need WHERE need.member_id = member.id
            AND ($8 = '' OR need.requirement_id = $8)
            AND (need.met_from IS NULL OR need.met_from > $3 OR need.met_until < $3)
            AND (need.due_on IS NULL OR need.due_on < $3)
    )
    WHEN $10 IN ('older_edition', 'no_edition') THEN EXISTS (
        SELECT 1 FROM holding WHERE holding.member_id = member.id
            AND holding.qualification IN ('ISO20K_F', 'ISO20K_P', 'ISO20K_A') AND ($9 = '' OR holding.qualification = $9)
            AND holding.decision = 'verified' AND holding.awarded_on <= $3 AND holding.last_on >= $3
            AND (CASE WHEN $10 = 'no_edition' THEN COALESCE(holding.edition, '') = ''
                ELSE holding.edition <> '' AND holding.edition < CAST($12 AS TEXT) END)
            AND NOT EXISTS (
                SELECT 1 FROM holding AS newer WHERE newer.member_id = holding.member_id
                    AND newer.qualification = holding.qualification AND newer.decision = 'verified'
                    AND newer.awarded_on <= $3 AND newer.last_on >= $3 AND newer.edition >= CAST($12 AS TEXT)
            )
    )
    WHEN $9 <> '' AND $10 = '' THEN EXISTS (
        SELECT 1 FROM holding WHERE holding.member_id = member.id
            AND holding.qualification = $9
    )
    WHEN $9 <> '' THEN ($10 = 'gap') <> EXISTS (
        SELECT 1 FROM holding WHERE holding.member_id = member.id
            AND holding.qualification = $9 AND holding.decision = 'verified' AND holding.awarded_on <= $3
            AND holding.last_on >= $3 AND ($10 <> 'ending' OR holding.last_on < CAST($11 AS TEXT))
    )
    WHEN $10 = 'gap' THEN EXISTS (
        SELECT 1 FROM need WHERE need.member_id = member.id
            AND ($8 = '' OR need.requirement_id = $8)
            AND (need.met_from IS NULL OR need.met_from > $3 OR need.met_until < $3)
    )
    WHEN $10 = 'ending' THEN EXISTS (
        SELECT 1 FROM need WHERE need.member_id = member.id
            AND ($8 = '' OR need.requirement_id = $8)
            AND need.met_from <= $3 AND need.met_until >= $3 AND need.met_until < $11
            AND (need.asked_until IS NULL OR need.met_until < need.asked_until)
    )
    WHEN $10 = 'met' THEN EXISTS (
        SELECT 1 FROM need WHERE need.member_id = member.id
            AND ($8 = '' OR need.requirement_id = $8)
    ) AND NOT EXISTS (
        SELECT 1 FROM need WHERE need.member_id = member.id
            AND ($8 = '' OR need.requirement_id = $8)
            AND (need.met_from IS NULL OR need.met_from > $3 OR need.met_until < $3)
    )
    ELSE TRUE
END)

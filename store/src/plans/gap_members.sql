SELECT need.member_id, (
    SELECT earlier.refresher FROM plan_item AS earlier
    WHERE earlier.member_id = need.member_id AND earlier.level = $7 AND earlier.kind = 'refresher' AND earlier.refresher <> ''
    ORDER BY earlier.made_at DESC, earlier.id DESC LIMIT 1
) AS last_refresher, (
    SELECT MAX(holding.last_on) FROM holding
    WHERE holding.organisation_id = $1 AND holding.member_id = need.member_id AND holding.qualification = $8
        AND holding.decision = 'verified'
) AS held_until
FROM need JOIN member ON member.id = need.member_id
WHERE need.organisation_id = $1 AND need.requirement_id = $4 AND member.state <> 'left'
    AND (need.met_from IS NULL OR need.met_from > $3 OR need.met_until < $3
        OR need.met_until < $5 AND (need.asked_until IS NULL OR need.met_until < need.asked_until))
    AND need.conflict_level IS NULL
    AND (CAST($6 AS TEXT) <> 'refresher' OR need.award_id IS NOT NULL)
    AND NOT EXISTS (
        SELECT 1 FROM plan_item WHERE plan_item.member_id = member.id AND plan_item.level = $7 AND plan_item.state = 'open'
            AND plan_item.kind = CASE WHEN $6 = 'refresher' AND (
                SELECT MAX(holding.last_on) FROM holding
                WHERE holding.organisation_id = $1 AND holding.member_id = member.id AND holding.qualification = $8
                    AND holding.decision = 'verified'
            ) < $3 THEN 'course' ELSE $6 END
    )
    AND (CAST($2 AS TEXT) = '%' OR EXISTS (
        SELECT 1 FROM assignment JOIN staff_position ON staff_position.id = assignment.position_id
            JOIN department ON department.id = staff_position.department_id
        WHERE assignment.member_id = member.id AND department.path LIKE $2
            AND assignment.starts_on <= $3 AND (assignment.ends_on IS NULL OR assignment.ends_on >= $3)
    ))
ORDER BY need.member_id

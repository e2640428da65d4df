SELECT need.requirement_id, member.id AS member_id, member.name, member.email, member.account_id,
    CASE WHEN need.asked_until < need.due_on THEN need.asked_until ELSE need.due_on END AS due_on,
    CAST(CASE WHEN EXISTS (
        SELECT 1 FROM assignment WHERE assignment.member_id = member.id AND assignment.starts_on >= $3 AND assignment.starts_on <= $2
    ) THEN 1 ELSE 0 END AS BIGINT) AS moved
FROM need JOIN member ON member.id = need.member_id
WHERE need.organisation_id = $1 AND member.state = 'joined' AND member.email <> ''
    AND (need.met_from IS NULL OR need.met_from > $2 OR need.met_until < $2)
    AND need.conflict_level IS NULL
    AND NOT EXISTS (SELECT 1 FROM mail WHERE mail.occasion = 'gap:' || need.requirement_id || ':' || member.id)
ORDER BY need.requirement_id, member.id

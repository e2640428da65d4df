SELECT need.requirement_id, need.due_on, member.id AS member_id, member.name, member.email, member.account_id
FROM need JOIN member ON member.id = need.member_id
WHERE need.organisation_id = $1 AND need.due_on >= $2 AND need.due_on <= $3
    AND (need.met_from IS NULL OR need.met_from > $4 OR need.met_until < $4)
    AND (CAST($5 AS TEXT) <> 'late' OR need.met_until IS NULL OR need.met_until <= need.due_on OR need.met_from > $4)
    AND (need.asked_until IS NULL OR need.due_on <= need.asked_until) AND need.conflict_level IS NULL
    AND member.state = 'joined' AND member.email <> ''
    AND NOT EXISTS (
        SELECT 1 FROM mail
        WHERE mail.occasion = 'due:' || need.requirement_id || ':' || member.id || ':' || need.due_on || ':' || CAST($5 AS TEXT)
    )
    AND NOT EXISTS (
        SELECT 1 FROM mail WHERE mail.occasion = 'gap:' || need.requirement_id || ':' || member.id AND mail.made_at > $6
    )
ORDER BY need.requirement_id, member.id LIMIT $7

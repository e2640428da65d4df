DELETE FROM mail WHERE state IN ('queued', 'held') AND occasion = (
    SELECT 'invitation:' || member.id || ':' || member.invitation FROM member
    WHERE member.organisation_id = $1 AND member.id = $2 AND member.state = 'invited'
)

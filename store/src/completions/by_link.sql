SELECT completion.id, completion.level, completion.edition, completion.title, completion.holder, completion.email, completion.lessons,
    completion.hours, completion.completed_on, completion.mock_percent, completion.mock_on, completion.code, completion.salt,
    completion.shown, completion.issued_at, completion.list, completion.place, completion.withdrawn_at, completion.withdrawn_by,
    completion.withdrawn_reason
FROM badge_link JOIN completion ON completion.id = badge_link.completion_id
WHERE badge_link.token_hash = $1 AND badge_link.expires_at > $2 AND completion.withdrawn_at IS NULL

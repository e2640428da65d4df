WHERE exception.organisation_id = $1 AND exception.member_id = $2
ORDER BY exception.asked_at DESC, exception.id DESC

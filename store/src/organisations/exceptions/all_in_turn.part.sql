WHERE exception.organisation_id = $1
ORDER BY exception.asked_at, exception.id

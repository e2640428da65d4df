UPDATE mail SET state = 'queued', not_before = $2
WHERE state = 'held' AND COALESCE(organisation_id, '') = $1 AND made_at >= $3
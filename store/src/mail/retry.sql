UPDATE mail SET state = 'queued', tries = 0, not_before = $3
WHERE id = $1 AND COALESCE(organisation_id, '') = $2 AND state IN ('failed', 'held')
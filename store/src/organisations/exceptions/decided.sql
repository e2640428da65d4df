UPDATE exception SET state = $3, from_on = $4, answer = $5, decided_by = $6, decided_at = $7
WHERE id = $1 AND organisation_id = $2

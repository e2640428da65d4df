SELECT award_id, days, sent_at FROM reminder WHERE organisation_id = $1 AND last_on >= $2 AND last_on <= $3
ORDER BY award_id, sent_at

INSERT INTO reminder (organisation_id, award_id, last_on, days, member_id, sent_at)
SELECT organisation_id, award_id, last_on, $4, member_id, $5 FROM holding
WHERE organisation_id = $1 AND award_id = $2 AND last_on = $3
ON CONFLICT (organisation_id, award_id, last_on, days) DO NOTHING

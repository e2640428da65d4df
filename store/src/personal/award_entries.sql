SELECT award_entry.award_id, award_entry.number, award_entry.recorded_at, award_entry.recorded_by, award_entry.body
FROM award_entry JOIN award ON award.id = award_entry.award_id
WHERE award.account_id = $1 ORDER BY award_entry.award_id, award_entry.number

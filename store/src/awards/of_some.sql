SELECT award_entry.award_id, award.member_id, award_entry.number, award_entry.recorded_at, award_entry.recorded_by,
    award_entry.organisation_id, award_entry.body
FROM holding JOIN award ON award.id = holding.award_id JOIN award_entry ON award.id = award_entry.award_id
WHERE holding.organisation_id = $1 AND holding.award_id > $2 AND holding.award_id <= $3
ORDER BY award_entry.award_id, award_entry.number

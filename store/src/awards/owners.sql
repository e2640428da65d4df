SELECT award_id, member_id FROM holding WHERE organisation_id = $1 ORDER BY award_id

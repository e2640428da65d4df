SELECT member_id, award_id, qualification, awarded_on, last_on FROM holding
WHERE organisation_id = $1 AND decision = 'verified' AND (CAST($2 AS TEXT) IS NULL OR member_id = $2)
ORDER BY member_id, award_id

SELECT member_id, award_id, qualification, awarded_on, last_on FROM holding
WHERE organisation_id = $1 AND decision = 'verified'

SELECT evidence.place FROM evidence JOIN award ON award.id = evidence.award_id
WHERE award.member_id = $1 AND award.account_id IS NULL ORDER BY evidence.place

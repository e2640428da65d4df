SELECT holding.award_id, holding.member_id, holding.qualification, holding.institute, holding.certificate_number,
    holding.edition, holding.awarded_on, holding.last_on, holding.decision, holding.claimed_at, member.state, member.left_at,
    member.email_key = 'erased ' || member.id AS is_erased,
    COALESCE(award.member_id = member.id OR award.account_id = member.account_id AND member.state = 'joined', FALSE) AS is_seen
FROM holding JOIN member ON member.id = holding.member_id JOIN award ON award.id = holding.award_id
WHERE holding.organisation_id = $1 AND holding.award_id > $2
ORDER BY holding.award_id LIMIT $3

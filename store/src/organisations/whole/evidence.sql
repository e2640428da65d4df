SELECT holding.member_id, evidence.id, evidence.award_id, evidence.place, evidence.name, evidence.media_type, evidence.size,
    evidence.digest
FROM evidence JOIN holding ON holding.award_id = evidence.award_id JOIN member ON member.id = holding.member_id
WHERE holding.organisation_id = $1 AND member.email_key <> 'erased ' || member.id AND (member.left_at IS NULL OR evidence.made_at <= member.left_at)
    AND (evidence.award_id > $2 OR (evidence.award_id = $2 AND evidence.id > $3))
ORDER BY evidence.award_id, evidence.id LIMIT $4

SELECT evidence.id, evidence.award_id, evidence.place, evidence.name, evidence.media_type, evidence.size, evidence.digest
FROM holding JOIN evidence ON evidence.award_id = holding.award_id JOIN member ON member.id = holding.member_id
WHERE holding.organisation_id = $1 AND evidence.made_at <= $2 AND evidence.award_id = $3 AND evidence.id = $4
    AND member.email_key <> 'erased ' || member.id

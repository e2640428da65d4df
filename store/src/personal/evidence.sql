SELECT evidence.award_id, evidence.name, evidence.media_type, evidence.size, evidence.digest AS sha256, evidence.made_at, evidence.made_by
FROM evidence JOIN award ON award.id = evidence.award_id
WHERE award.account_id = $1 ORDER BY evidence.made_at, evidence.id

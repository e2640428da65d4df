SELECT evidence.id, evidence.award_id, evidence.place, evidence.name, evidence.media_type, evidence.size,
    evidence.digest
FROM evidence JOIN award ON award.id = evidence.award_id
WHERE award.account_id = $1 AND (CAST($2 AS TEXT) IS NULL OR evidence.award_id = $2)
ORDER BY evidence.made_at, evidence.id

SELECT award_id, qualification, institute FROM holding
WHERE organisation_id = $1 AND award_id IN (SELECT value FROM json_each($2))

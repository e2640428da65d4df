SELECT award_id, qualification, institute FROM holding
WHERE organisation_id = $1 AND award_id IN (SELECT jsonb_array_elements_text(CAST($2 AS JSONB)))

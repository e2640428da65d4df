SELECT id, name FROM member
WHERE organisation_id = $1 AND id IN (SELECT jsonb_array_elements_text(CAST($2 AS JSONB)))

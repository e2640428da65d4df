DELETE FROM need WHERE organisation_id = $1 AND (CAST($2 AS TEXT) IS NULL OR member_id = $2)

UPDATE account SET organisation_id = $2, role = CASE WHEN role = 'administrator' THEN role ELSE 'candidate' END
WHERE id = $1 AND organisation_id IS NULL

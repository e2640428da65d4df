SELECT name, email FROM member WHERE id = $1 AND organisation_id = $2 AND starts_on IS NULL AND ends_on IS NULL

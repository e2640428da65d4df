SELECT name FROM member WHERE id = $1 AND organisation_id = $2

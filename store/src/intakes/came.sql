UPDATE intake SET taken = $3 WHERE id = $1 AND organisation_id = $2

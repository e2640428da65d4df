UPDATE assignment SET ends_on = $3 WHERE id = $1 AND organisation_id = $2

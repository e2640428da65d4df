DELETE FROM exception WHERE id = $1 AND organisation_id = $2

SELECT path FROM department WHERE id = $1 AND organisation_id = $2

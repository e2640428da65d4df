SELECT name FROM cohort WHERE id = $1 AND organisation_id = $2

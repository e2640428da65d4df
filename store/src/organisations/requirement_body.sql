SELECT body FROM requirement WHERE id = $1 AND organisation_id = $2

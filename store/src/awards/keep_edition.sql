UPDATE holding SET edition = $3 WHERE organisation_id = $1 AND award_id = $2 AND edition IS NULL

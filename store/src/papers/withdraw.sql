UPDATE paper SET withdrawn_at = $3 WHERE id = $1 AND organisation_id = $2 AND withdrawn_at IS NULL

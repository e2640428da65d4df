UPDATE completion SET withdrawn_at = $2, withdrawn_by = $3, withdrawn_reason = $4 WHERE id = $1 AND withdrawn_at IS NULL

UPDATE audit_link SET ended_at = $3 WHERE id = $1 AND organisation_id = $2 AND ended_at IS NULL AND expires_at > $3

UPDATE audit_link SET opened_at = CASE WHEN opened_at > $2 THEN opened_at ELSE $2 END, files_opened = files_opened + $3
WHERE id = $1

SELECT id, email, kind, subject, made_at, not_before, tries, state, last_error, sent_at
FROM mail
WHERE COALESCE(organisation_id, '') = $1 AND (CAST($2 AS TEXT) IS NULL OR state = $2)
ORDER BY made_at DESC, id DESC
LIMIT 500
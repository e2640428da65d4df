SELECT id, email, kind, subject, made_at, not_before, tries, state, last_error, sent_at, body_text, body_html
FROM mail
WHERE id = $1 AND COALESCE(organisation_id, '') = $2
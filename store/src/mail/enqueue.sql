INSERT INTO mail (
    id, account_id, organisation_id, email, email_key, kind, occasion, subject, body_text, body_html, unsubscribe,
    made_at, not_before, tries, state, lease, leased_until, last_error
)
VALUES (
    $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 0,
    CASE WHEN EXISTS (
        SELECT 1 FROM mail_preference WHERE email_key = $5 AND kind = $6 AND wanted = FALSE
    ) THEN 'declined' ELSE 'queued' END,
    '', 0, ''
)
ON CONFLICT DO NOTHING
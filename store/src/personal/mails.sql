SELECT email, kind, subject, body_text, body_html, made_at, state, sent_at FROM mail WHERE account_id = $1 ORDER BY made_at, id

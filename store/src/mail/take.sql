UPDATE mail SET state = 'sending', lease = $1, leased_until = $3, tries = tries + 1
WHERE id IN (
    SELECT due.id FROM mail AS due
    WHERE (due.state = 'queued' AND due.not_before <= $2) OR (due.state = 'sending' AND due.leased_until <= $2)
    ORDER BY due.not_before, due.id
    LIMIT $4
)
AND ((state = 'queued' AND not_before <= $2) OR (state = 'sending' AND leased_until <= $2))
RETURNING id, email, kind, subject, body_text, body_html, unsubscribe, made_at, tries
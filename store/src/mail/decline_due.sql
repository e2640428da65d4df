UPDATE mail SET state = 'declined', lease = ''
WHERE ((state = 'queued' AND not_before <= $1) OR (state = 'sending' AND leased_until <= $1))
AND EXISTS (
    SELECT 1 FROM mail_preference
    WHERE mail_preference.email_key = mail.email_key AND mail_preference.kind = mail.kind AND wanted = FALSE
)

DELETE FROM mail WHERE organisation_id = $1 AND (
    email_key = (SELECT email_key FROM member WHERE id = $2) OR account_id = (SELECT account_id FROM member WHERE id = $2)
)

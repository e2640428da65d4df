SELECT account_id FROM calendar_link WHERE token_hash = $1

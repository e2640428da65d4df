UPDATE mail SET state = 'sent', lease = '', last_error = '', sent_at = $3
WHERE id = $1 AND lease = $2 AND state = 'sending'
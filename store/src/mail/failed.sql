UPDATE mail SET state = 'failed', lease = '', last_error = $3
WHERE id = $1 AND lease = $2 AND state = 'sending'
UPDATE mail SET state = 'queued', lease = '', not_before = $3, last_error = $4
WHERE id = $1 AND lease = $2 AND state = 'sending'

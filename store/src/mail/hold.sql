UPDATE mail SET state = 'held', lease = ''
WHERE state = 'queued' OR (state = 'sending' AND leased_until <= $1)
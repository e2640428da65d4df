UPDATE mail SET
    state = 'failed', lease = '',
    last_error = 'the sending was broken off each time: nobody knows whether it arrived'
WHERE state = 'sending' AND leased_until <= $1 AND tries >= $2
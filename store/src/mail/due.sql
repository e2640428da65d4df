SELECT EXISTS (
    SELECT 1 FROM mail
    WHERE (state = 'queued' AND not_before <= $1) OR (state = 'sending' AND leased_until <= $1)
) AS due

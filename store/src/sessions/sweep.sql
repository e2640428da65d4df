DELETE FROM session WHERE account_id = $1 AND expires_at <= $2

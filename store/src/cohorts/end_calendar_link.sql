DELETE FROM calendar_link WHERE account_id = $1

SELECT made_at FROM calendar_link WHERE account_id = $1

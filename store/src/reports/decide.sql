UPDATE item_report SET state = $2, answer = $3, decided_by = $4, decided_at = $5 WHERE id = $1

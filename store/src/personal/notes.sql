SELECT lesson_id, body, updated_at FROM lesson_note WHERE account_id = $1 ORDER BY lesson_id

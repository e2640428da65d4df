SELECT body, revision FROM lesson_note WHERE account_id = $1 AND lesson_id = $2

INSERT INTO lesson_note (account_id, lesson_id, body, revision, updated_at) VALUES ($1, $2, $3, $4 + 1, $5)
ON CONFLICT (account_id, lesson_id)
DO UPDATE SET body = excluded.body, revision = excluded.revision, updated_at = excluded.updated_at
WHERE lesson_note.revision = excluded.revision - 1

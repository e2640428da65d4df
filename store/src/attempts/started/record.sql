INSERT INTO study_record (account_id, revision, body) VALUES ($6, 1, $8)
ON CONFLICT (account_id) DO UPDATE SET revision = study_record.revision + 1, body = excluded.body
WHERE study_record.revision = $9

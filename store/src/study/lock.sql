INSERT INTO study_record (account_id, revision, body) VALUES ($1, 1, '{"items":{},"checks":{},"ended":{},"last_at":null}')
ON CONFLICT (account_id) DO UPDATE SET revision = study_record.revision + 1
RETURNING body

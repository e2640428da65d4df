INSERT INTO mail_preference (email_key, kind, wanted, changed_at) VALUES ($1, $2, $3, $4)
ON CONFLICT (email_key, kind) DO UPDATE SET wanted = excluded.wanted, changed_at = excluded.changed_at
INSERT INTO session_draft (cohort_id, body, kept_by, kept_at) VALUES ($1, $2, $3, $4)
ON CONFLICT (cohort_id) DO UPDATE SET body = excluded.body, kept_by = excluded.kept_by, kept_at = excluded.kept_at
    WHERE session_draft.kept_at = $5 OR session_draft.body = excluded.body

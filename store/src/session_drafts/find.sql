SELECT body, kept_by, kept_at FROM session_draft WHERE cohort_id = $1

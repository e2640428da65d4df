DELETE FROM session_draft WHERE cohort_id = $1 AND kept_at = $2

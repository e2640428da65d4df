DELETE FROM session_draft WHERE cohort_id = $1

DELETE FROM own_dates WHERE participant_id = $3
    AND entry_id IN (SELECT id FROM plan_entry WHERE cohort_id = $1 AND id = $2)

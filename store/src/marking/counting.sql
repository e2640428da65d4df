SELECT place, marks, answer FROM final_mark WHERE attempt_id = $1 AND counts_at IS NOT NULL ORDER BY number

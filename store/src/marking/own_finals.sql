SELECT final_mark.attempt_id, final_mark.place, final_mark.number, final_mark.answer, final_mark.marks, final_mark.body, final_mark.decided_by,
    final_mark.reason, final_mark.at, final_mark.counts_at
FROM final_mark JOIN attempt ON attempt.id = final_mark.attempt_id
WHERE attempt.id = $1 AND attempt.account_id = $2 AND final_mark.counts_at IS NOT NULL ORDER BY final_mark.number

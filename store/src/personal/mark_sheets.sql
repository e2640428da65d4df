SELECT mark_sheet.attempt_id, mark_sheet.place, mark_sheet.body, mark_sheet.at
FROM mark_sheet JOIN attempt ON attempt.id = mark_sheet.attempt_id
WHERE attempt.account_id = $1 AND mark_sheet.state = 'done' AND EXISTS (
    SELECT 1 FROM final_mark WHERE final_mark.attempt_id = mark_sheet.attempt_id AND final_mark.place = mark_sheet.place
        AND final_mark.counts_at IS NOT NULL
)
ORDER BY mark_sheet.id

SELECT (SELECT COUNT(*) FROM mark_sheet WHERE mark_sheet.attempt_id = attempt.id AND place = $2 AND answer = $3 AND state = 'done'
        AND marker_id <> $4) AS others,
    (SELECT COUNT(*) FROM mark_sheet WHERE mark_sheet.attempt_id = attempt.id AND place = $2 AND answer = $3 AND state = 'done'
        AND marker_id = $4) AS own,
    (SELECT COUNT(*) FROM final_mark WHERE final_mark.attempt_id = attempt.id AND place = $2 AND answer = $3) AS decided
FROM attempt WHERE attempt.id = $1

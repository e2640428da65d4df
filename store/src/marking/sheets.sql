SELECT mark_sheet.attempt_id, mark_sheet.place, mark_sheet.answer, mark_sheet.marker_id, mark_sheet.marker, mark_sheet.body,
    mark_sheet.state, mark_sheet.revision, mark_sheet.at
FROM mark_sheet JOIN attempt ON attempt.id = mark_sheet.attempt_id
WHERE attempt.entry_id = $1 ORDER BY mark_sheet.id

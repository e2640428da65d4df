SELECT answer, body, state FROM mark_sheet WHERE attempt_id = $1 AND place = $2 AND marker_id = $3

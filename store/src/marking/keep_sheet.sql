INSERT INTO mark_sheet (id, attempt_id, place, answer, marker_id, marker, body, state, revision, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9 + 1, $10)
ON CONFLICT (attempt_id, place, marker_id) DO UPDATE SET answer = excluded.answer, marker = excluded.marker, body = excluded.body,
    state = excluded.state, revision = excluded.revision, at = excluded.at
WHERE mark_sheet.revision = $9

INSERT INTO correction_change (correction_id, attempt_id, score_before, marks_before, passed_before, score_after, marks_after, passed_after)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)

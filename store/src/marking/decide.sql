INSERT INTO final_mark (attempt_id, place, number, answer, marks, body, decided_by, reason, at, counts_at)
SELECT $1, $2, COALESCE(MAX(number), 0) + 1, $3, $4, $5, $6, $7, $8, $9 FROM final_mark WHERE attempt_id = $1 AND place = $2
HAVING COALESCE(MAX(number), 0) = $10

INSERT INTO marker_comment (id, account_id, words, used, made_at)
SELECT $1, $2, $3, 1, $4 WHERE NOT EXISTS (SELECT 1 FROM marker_comment WHERE account_id = $2 AND words = $3)
    AND (SELECT COUNT(*) FROM marker_comment WHERE account_id = $2) < 100

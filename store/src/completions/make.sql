INSERT INTO completion (id, account_id, level, edition, title, holder, email, lessons, hours, completed_on, mock_percent,
    mock_on, code, code_hash, salt, shown, issued_at, list, place, withdrawn_by, withdrawn_reason)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, '', '')
ON CONFLICT DO NOTHING

SELECT level, edition, title, holder, email, lessons, hours, completed_on, mock_percent, mock_on, code, salt, shown, issued_at,
    withdrawn_at, withdrawn_by, withdrawn_reason
FROM completion WHERE account_id = $1 ORDER BY issued_at, id

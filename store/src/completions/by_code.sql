SELECT id, level, edition, title, holder, email, lessons, hours, completed_on, mock_percent, mock_on, code, salt, shown, issued_at,
    list, place, withdrawn_at, withdrawn_by, withdrawn_reason
FROM completion WHERE code_hash = $1

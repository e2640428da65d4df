SELECT id, organisation_id, email, name, role, password_hash, exam_date, created_at FROM account WHERE email_key = $1

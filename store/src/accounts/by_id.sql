SELECT id, organisation_id, email, name, role, password_hash, exam_date, created_at FROM account WHERE id = $1

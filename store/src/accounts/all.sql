SELECT id, organisation_id, email, name, role, password_hash, exam_date, created_at FROM account ORDER BY id

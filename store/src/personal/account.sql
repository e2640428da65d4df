SELECT id, organisation_id, email, name, role, exam_date, created_at FROM account WHERE id = $1

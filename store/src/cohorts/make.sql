INSERT INTO cohort (id, organisation_id, name, level, edition, scheme_id, starts_on, ends_on, exam_on, zone, language, code, in_room,
    made_by, made_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
ON CONFLICT (id) DO NOTHING

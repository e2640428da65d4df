UPDATE cohort SET name = $2, level = $3, edition = $4, scheme_id = $5, starts_on = $6, ends_on = $7, exam_on = $8, zone = $9,
    language = $10, in_room = $11
WHERE id = $1

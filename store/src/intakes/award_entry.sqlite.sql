INSERT INTO award_entry (award_id, number, recorded_at, recorded_by, organisation_id, body)
SELECT json_extract(value, '$.id'), 1, $2, $3, $4, json_extract(value, '$.body')
FROM json_each($1)

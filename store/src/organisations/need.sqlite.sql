INSERT INTO need (organisation_id, requirement_id, member_id, award_id, met_from, met_until, due_on, asked_until,
    conflict_id, conflict_level)
SELECT $1, json_extract(value, '$.requirement'), json_extract(value, '$.member'), json_extract(value, '$.award'),
    json_extract(value, '$.met_from'), json_extract(value, '$.met_until'), json_extract(value, '$.due_on'),
    json_extract(value, '$.asked_until'), json_extract(value, '$.conflict'), json_extract(value, '$.conflict_level')
FROM json_each($2)

INSERT INTO need (organisation_id, requirement_id, member_id, award_id, met_from, met_until, due_on)
SELECT $1, json_extract(value, '$.requirement'), json_extract(value, '$.member'), json_extract(value, '$.award'),
    json_extract(value, '$.met_from'), json_extract(value, '$.met_until'), json_extract(value, '$.due_on')
FROM json_each($2)

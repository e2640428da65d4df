INSERT INTO assignment (id, organisation_id, member_id, position_id, starts_on, ends_on)
SELECT json_extract(value, '$.id'), $1, json_extract(value, '$.member'), json_extract(value, '$.position'),
    json_extract(value, '$.starts_on'), json_extract(value, '$.ends_on')
FROM json_each($2)

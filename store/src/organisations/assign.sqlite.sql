INSERT INTO assignment (id, organisation_id, member_id, position_id, starts_on, ends_on)
SELECT json_extract(value, '$.id'), $1, json_extract(value, '$.member'), json_extract(value, '$.position'),
    json_extract(value, '$.starts_on'), json_extract(value, '$.ends_on')
FROM json_each($2) WHERE TRUE
ON CONFLICT (id) DO UPDATE SET starts_on = excluded.starts_on, ends_on = excluded.ends_on
WHERE assignment.organisation_id = excluded.organisation_id AND assignment.member_id = excluded.member_id
    AND assignment.position_id = excluded.position_id

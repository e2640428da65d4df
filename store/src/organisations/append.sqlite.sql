INSERT INTO organisation_entry (organisation_id, number, at, by_name, member_id, body, personal, seal, hash, kind, subject)
SELECT $1, json_extract(value, '$.number'), $2, $3, json_extract(value, '$.member'), json_extract(value, '$.body'),
    json_extract(value, '$.personal'), json_extract(value, '$.seal'), json_extract(value, '$.hash'), json_extract(value, '$.kind'),
    json_extract(value, '$.subject')
FROM json_each($4)

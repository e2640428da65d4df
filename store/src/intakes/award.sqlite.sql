INSERT INTO award (id, account_id, member_id, holder, identity, number)
SELECT json_extract(value, '$.id'), json_extract(value, '$.account'), json_extract(value, '$.member'),
    json_extract(value, '$.holder'), json_extract(value, '$.identity'), 1
FROM json_each($1)

SELECT member.id, json_extract(line.value, '$.id')
FROM json_each($2) AS line JOIN member
    ON member.organisation_id = $1 AND member.email_key = json_extract(line.value, '$.email_key')
WHERE member.state = 'left' AND member.email <> '' AND member.id <> json_extract(line.value, '$.id')
    AND NOT EXISTS (SELECT 1 FROM member AS known WHERE known.id = json_extract(line.value, '$.id'))

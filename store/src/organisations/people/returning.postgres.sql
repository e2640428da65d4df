SELECT member.id, line.id
FROM jsonb_to_recordset(CAST($2 AS JSONB)) AS line (id TEXT, email_key TEXT) JOIN member
    ON member.organisation_id = $1 AND member.email_key = line.email_key
WHERE member.state = 'left' AND member.email <> '' AND member.id <> line.id
    AND NOT EXISTS (SELECT 1 FROM member AS known WHERE known.id = line.id)

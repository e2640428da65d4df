INSERT INTO organisation_entry (organisation_id, number, at, by_name, member_id, body, personal, seal, hash, kind, subject)
SELECT $1, line.number, $2, $3, line.member, line.body, line.personal, line.seal, line.hash, line.kind, line.subject
FROM jsonb_to_recordset(CAST($4 AS JSONB))
    AS line (number BIGINT, member TEXT, body TEXT, personal TEXT, seal TEXT, hash TEXT, kind TEXT, subject TEXT)

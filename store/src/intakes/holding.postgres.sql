INSERT INTO holding (organisation_id, award_id, member_id, qualification, institute, certificate_number, edition, awarded_on,
    last_on, decision, claimed_at)
SELECT member.organisation_id, line.id, member.id, line.qualification, line.institute, line.certificate,
    line.edition, line.awarded, line.last, 'open', CAST($2 AS BIGINT)
FROM jsonb_to_recordset(CAST($1 AS JSONB))
    AS line (id TEXT, member TEXT, account TEXT, qualification TEXT, institute TEXT, certificate TEXT, edition TEXT, awarded TEXT,
        last TEXT)
    JOIN member ON member.id = line.member
UNION ALL
SELECT member.organisation_id, line.id, member.id, line.qualification, line.institute, line.certificate,
    line.edition, line.awarded, line.last, 'open', CAST($2 AS BIGINT)
FROM jsonb_to_recordset(CAST($1 AS JSONB))
    AS line (id TEXT, member TEXT, account TEXT, qualification TEXT, institute TEXT, certificate TEXT, edition TEXT, awarded TEXT,
        last TEXT)
    JOIN member ON member.account_id = line.account AND member.state = 'joined' AND member.id <> line.member

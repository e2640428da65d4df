INSERT INTO holding (organisation_id, award_id, member_id, qualification, institute, certificate_number, edition, awarded_on,
    last_on, decision, claimed_at)
SELECT member.organisation_id, json_extract(value, '$.id'), member.id, json_extract(value, '$.qualification'),
    json_extract(value, '$.institute'), json_extract(value, '$.certificate'), json_extract(value, '$.edition'),
    json_extract(value, '$.awarded'), json_extract(value, '$.last'), 'open', $2
FROM json_each($1) JOIN member ON member.id = json_extract(value, '$.member')
UNION ALL
SELECT member.organisation_id, json_extract(value, '$.id'), member.id, json_extract(value, '$.qualification'),
    json_extract(value, '$.institute'), json_extract(value, '$.certificate'), json_extract(value, '$.edition'),
    json_extract(value, '$.awarded'), json_extract(value, '$.last'), 'open', $2
FROM json_each($1) JOIN member ON member.account_id = json_extract(value, '$.account') AND member.state = 'joined'
    AND member.id <> json_extract(value, '$.member')

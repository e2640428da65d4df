INSERT INTO member (id, organisation_id, name, name_key, email, email_key, role, state, starts_on, ends_on)
SELECT json_extract(value, '$.id'), $1, json_extract(value, '$.name'), json_extract(value, '$.name_key'),
    json_extract(value, '$.email'), json_extract(value, '$.email_key'), 'member', 'listed',
    json_extract(value, '$.starts_on'), json_extract(value, '$.ends_on')
FROM json_each($2) WHERE TRUE
ON CONFLICT (id) DO UPDATE SET name = excluded.name, name_key = excluded.name_key, email = excluded.email,
    email_key = excluded.email_key, starts_on = excluded.starts_on, ends_on = excluded.ends_on,
    -- An invitation is one of the address to which it went.
    state = CASE WHEN member.state = 'invited' AND member.email_key <> excluded.email_key THEN 'listed' ELSE member.state END,
    invitation = CASE WHEN member.email_key <> excluded.email_key THEN NULL ELSE member.invitation END
WHERE member.organisation_id = excluded.organisation_id

INSERT INTO member (id, organisation_id, name, name_key, email, email_key, role, state, starts_on, ends_on)
SELECT line.id, $1, line.name, line.name_key, line.email, line.email_key, 'member', 'listed', line.starts_on, line.ends_on
FROM jsonb_to_recordset(CAST($2 AS JSONB))
    AS line (id TEXT, name TEXT, name_key TEXT, email TEXT, email_key TEXT, starts_on TEXT, ends_on TEXT)
ON CONFLICT (id) DO UPDATE SET name = excluded.name, name_key = excluded.name_key, email = excluded.email,
    email_key = excluded.email_key, starts_on = excluded.starts_on, ends_on = excluded.ends_on,
    -- An invitation is one of the address to which it went.
    state = CASE WHEN member.state = 'invited' AND member.email_key <> excluded.email_key THEN 'listed' ELSE member.state END,
    invitation = CASE WHEN member.email_key <> excluded.email_key THEN NULL ELSE member.invitation END
WHERE member.organisation_id = excluded.organisation_id

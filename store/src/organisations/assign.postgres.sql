INSERT INTO assignment (id, organisation_id, member_id, position_id, starts_on, ends_on)
SELECT line.id, $1, line.member, line.position, line.starts_on, line.ends_on
FROM jsonb_to_recordset(CAST($2 AS JSONB))
    AS line (id TEXT, member TEXT, position TEXT, starts_on TEXT, ends_on TEXT)
ON CONFLICT (id) DO UPDATE SET starts_on = excluded.starts_on, ends_on = excluded.ends_on
WHERE assignment.organisation_id = excluded.organisation_id AND assignment.member_id = excluded.member_id
    AND assignment.position_id = excluded.position_id

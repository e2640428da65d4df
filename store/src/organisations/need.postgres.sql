INSERT INTO need (organisation_id, requirement_id, member_id, award_id, met_from, met_until, due_on, asked_until,
    conflict_id, conflict_level)
SELECT $1, line.requirement, line.member, line.award, line.met_from, line.met_until, line.due_on,
    line.asked_until, line.conflict, line.conflict_level
FROM jsonb_to_recordset(CAST($2 AS JSONB))
    AS line (requirement TEXT, member TEXT, award TEXT, met_from TEXT, met_until TEXT, due_on TEXT, asked_until TEXT, conflict TEXT,
        conflict_level TEXT)

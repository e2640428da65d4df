-- What keeps somebody from meeting a requirement besides a certificate, and how long it asks. All needs are worked out anew when the
-- program starts.

ALTER TABLE need ADD COLUMN asked_until TEXT;        -- the last day on which it is asked for; none without an end
ALTER TABLE need ADD COLUMN conflict_id TEXT;        -- the department kept apart in which the person works
ALTER TABLE need ADD COLUMN conflict_level TEXT;     -- the level of the certificate that would meet it otherwise
UPDATE organisation SET needed_on = '';

-- Coverage and forecast read these alone, and never the rows.
DROP INDEX need_by_month;
DROP INDEX need_by_due;
CREATE INDEX need_by_month ON need (organisation_id, requirement_id, met_until, met_from, due_on, asked_until, member_id);
CREATE INDEX need_by_due ON need (organisation_id, due_on, requirement_id, met_until, met_from, asked_until, member_id);

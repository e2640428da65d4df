-- Until when there is time to meet what is required of somebody. All needs are worked out anew when the program starts.

ALTER TABLE need ADD COLUMN due_on TEXT;                                   -- the last day; none when it is asked for at once
UPDATE organisation SET needed_on = '';

-- Coverage and forecast read these alone, and never the rows.
DROP INDEX need_by_month;
CREATE INDEX need_by_month ON need (organisation_id, requirement_id, met_until, met_from, due_on, member_id);
CREATE INDEX need_by_due ON need (organisation_id, due_on, requirement_id, met_until, met_from, member_id);

-- Renewing qualifications: refreshers that were assigned, and reminders that were sent.

ALTER TABLE plan_item ADD COLUMN refresher TEXT NOT NULL DEFAULT '';       -- the set of lessons of a refresher
ALTER TABLE plan_item ADD COLUMN made_by TEXT NOT NULL DEFAULT '';

-- A reminder of an award that ends. It is sent once for each last day and each number of days before it.
CREATE TABLE reminder (
    organisation_id TEXT NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
    award_id TEXT NOT NULL REFERENCES award (id) ON DELETE CASCADE,
    last_on TEXT NOT NULL,
    days BIGINT NOT NULL,
    member_id TEXT NOT NULL REFERENCES member (id) ON DELETE CASCADE,
    sent_at BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, award_id, last_on, days)
);
CREATE INDEX reminder_by_member ON reminder (member_id);

CREATE INDEX holding_by_last ON holding (organisation_id, decision, last_on);
-- A forecast reads these alone, and never the rows.
CREATE INDEX holding_by_holder ON holding (organisation_id, decision, qualification, member_id, last_on, awarded_on);
CREATE INDEX need_by_month ON need (organisation_id, requirement_id, met_until, met_from, member_id);
CREATE INDEX member_by_leaving ON member (organisation_id, state, ends_on);

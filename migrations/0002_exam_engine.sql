-- Papers with sections, every format, accommodations, and what a sitting needs to be taken over, paused and proved.
-- Marks are hundredths of a mark from here on.

ALTER TABLE attempt ADD COLUMN layout TEXT NOT NULL DEFAULT '{}';      -- JSON: domain::layout::Layout
ALTER TABLE attempt ADD COLUMN timing TEXT NOT NULL DEFAULT '{}';      -- JSON: domain::attempt::Timing, the replay of the log
ALTER TABLE attempt ADD COLUMN paper_id TEXT;                          -- of a fixed paper
ALTER TABLE attempt ADD COLUMN epoch BIGINT NOT NULL DEFAULT 0;        -- how many pages took it over
ALTER TABLE attempt ADD COLUMN holder TEXT NOT NULL DEFAULT '';        -- key of the page that holds it
ALTER TABLE attempt ADD COLUMN vault TEXT NOT NULL DEFAULT '';         -- secret: key of the browser's outbox
ALTER TABLE attempt ADD COLUMN receipt TEXT;                           -- digest of the log up to its end
ALTER TABLE attempt ADD COLUMN passed BOOLEAN;

UPDATE attempt SET
    score = score * 100, marks = marks * 100, pass_mark = pass_mark * 100, result = NULL,
    shape = TRIM(REPLACE(REPLACE(REPLACE(REPLACE(shape, '4', 's# '), '3', 's3 '), '5', 's5 '), '#', '4')),
    timing = '{"started":' || CAST(started_service AS TEXT) || ',"base":' || COALESCE(CAST(granted AS TEXT), 'null') || '}',
    layout = '{"cut":' || COALESCE('{"marks":' || CAST(pass_mark * 100 AS TEXT) || ',"source":"scheme"}', 'null') || '}';

UPDATE attempt_event SET
    body = '{"event":"started","base":' || (SELECT CAST(granted AS TEXT) FROM attempt WHERE id = attempt_id) || '}'
WHERE save_key = 'started' AND EXISTS (SELECT 1 FROM attempt WHERE id = attempt_id AND granted IS NOT NULL);

CREATE INDEX attempt_event_by_aspect ON attempt_event (attempt_id, item, aspect, sequence);

-- Extra time and breaks: they belong to the person and are inherited by every exam.
CREATE TABLE accommodation (
    id TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    percent BIGINT NOT NULL,                             -- personal
    extra BIGINT NOT NULL,                               -- personal, ms
    breaks BIGINT NOT NULL,                              -- personal, ms
    reason TEXT NOT NULL,                                -- personal
    approved_by TEXT NOT NULL,                           -- personal, the approver's name
    approved_at BIGINT NOT NULL,                         -- personal
    valid_from BIGINT NOT NULL,                          -- personal
    valid_until BIGINT                                   -- personal
);
CREATE INDEX accommodation_by_account ON accommodation (account_id);

-- A paper fixed in advance by a trainer, for the people of the organisation.
CREATE TABLE paper (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
    title TEXT NOT NULL,
    scheme_id TEXT NOT NULL,
    sections TEXT NOT NULL,                              -- JSON: a list of items for each section
    review TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    withdrawn_at BIGINT
);
CREATE INDEX paper_by_organisation ON paper (organisation_id);

-- Something may be wrong with an item; whoever reported it sees what became of it.
CREATE TABLE item_report (
    id TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    item_id TEXT NOT NULL,                               -- personal
    digest TEXT NOT NULL,
    body TEXT NOT NULL,                                  -- personal
    made_at BIGINT NOT NULL,                             -- personal
    state TEXT NOT NULL,                                 -- personal: open, accepted, declined
    answer TEXT NOT NULL,                                -- personal: what the reporter is told
    decided_by TEXT NOT NULL,
    decided_at BIGINT                                    -- personal
);
CREATE INDEX item_report_by_account ON item_report (account_id);
CREATE INDEX item_report_by_state ON item_report (state, made_at);

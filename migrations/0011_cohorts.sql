-- Classes: who teaches whom, what is planned for when, and who was there. Days are ISO 8601 texts, times milliseconds UTC;
-- the time zone of a cohort says how they are read.

CREATE TABLE cohort (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    level TEXT NOT NULL,
    edition TEXT NOT NULL,
    scheme_id TEXT NOT NULL,                             -- the exam that it prepares for
    starts_on TEXT NOT NULL,
    ends_on TEXT NOT NULL,
    exam_on TEXT,
    zone TEXT NOT NULL,                                  -- IANA name
    language TEXT NOT NULL,
    code TEXT UNIQUE,                                    -- by which people join; none while joining is closed
    in_room BOOLEAN NOT NULL,                            -- whether people join in the room, without an e-mail address
    made_by TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    archived_at BIGINT
);
CREATE INDEX cohort_by_organisation ON cohort (organisation_id);

-- Whoever stands here sees the cohort; nobody else does.
CREATE TABLE cohort_trainer (
    cohort_id TEXT NOT NULL REFERENCES cohort (id) ON DELETE CASCADE,
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    added_by TEXT NOT NULL,
    added_at BIGINT NOT NULL,                            -- personal
    PRIMARY KEY (cohort_id, account_id)
);
CREATE INDEX cohort_trainer_by_account ON cohort_trainer (account_id);

CREATE TABLE participant (
    id TEXT NOT NULL PRIMARY KEY,
    cohort_id TEXT NOT NULL REFERENCES cohort (id) ON DELETE CASCADE,
    account_id TEXT REFERENCES account (id) ON DELETE CASCADE,
    name TEXT NOT NULL,                                  -- personal
    name_key TEXT NOT NULL,                              -- the name in lower case, to sort by
    email TEXT NOT NULL,                                 -- personal; empty for those who joined in the room
    email_key TEXT NOT NULL,                             -- their own id for those who joined in the room
    state TEXT NOT NULL,                                 -- personal: listed, invited, joined, left
    invitation TEXT UNIQUE,                              -- secret: SHA-256 of the token
    invited_at BIGINT,
    joined_at BIGINT,                                    -- personal
    left_at BIGINT,                                      -- personal
    UNIQUE (cohort_id, email_key)
);
CREATE UNIQUE INDEX participant_by_account ON participant (account_id, cohort_id);

-- What is planned: a session, or something to be done. What it is stands in `body` (JSON: domain::cohort::Task).
CREATE TABLE plan_entry (
    id TEXT NOT NULL PRIMARY KEY,
    cohort_id TEXT NOT NULL REFERENCES cohort (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    words TEXT NOT NULL,                                 -- what the trainer tells about it
    body TEXT NOT NULL,
    opens_at BIGINT,                                     -- of a session: its begin
    due_at BIGINT,
    closes_at BIGINT,                                    -- of a session: its end
    made_at BIGINT NOT NULL,
    withdrawn_at BIGINT,
    run_began_at BIGINT,                                 -- of a mock exam that all begin together: when the trainer began it
    run_ended_at BIGINT,
    halted_at BIGINT,                                    -- while the trainer holds all clocks
    released_at BIGINT                                   -- when marks and comments were shown to those who sat it
);
CREATE INDEX plan_entry_by_cohort ON plan_entry (cohort_id, opens_at);

-- Dates that hold for one person instead of those of the plan.
CREATE TABLE own_dates (
    entry_id TEXT NOT NULL REFERENCES plan_entry (id) ON DELETE CASCADE,
    participant_id TEXT NOT NULL REFERENCES participant (id) ON DELETE CASCADE,
    opens_at BIGINT,                                     -- personal
    due_at BIGINT,                                       -- personal
    closes_at BIGINT,                                    -- personal
    reason TEXT NOT NULL,                                -- personal
    set_by TEXT NOT NULL,
    set_at BIGINT NOT NULL,                              -- personal
    PRIMARY KEY (entry_id, participant_id)
);

-- Who was at a session.
CREATE TABLE attendance (
    entry_id TEXT NOT NULL REFERENCES plan_entry (id) ON DELETE CASCADE,
    participant_id TEXT NOT NULL REFERENCES participant (id) ON DELETE CASCADE,
    presence TEXT NOT NULL,                              -- personal: present, late, excused, absent
    set_by TEXT NOT NULL,
    set_at BIGINT NOT NULL,                              -- personal
    PRIMARY KEY (entry_id, participant_id)
);

-- The secret link of a person's calendar.
CREATE TABLE calendar_link (
    account_id TEXT NOT NULL PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    token_hash TEXT NOT NULL UNIQUE,                     -- secret: SHA-256 of the token
    made_at BIGINT NOT NULL                              -- personal
);

-- The assignment that an attempt answers.
ALTER TABLE attempt ADD COLUMN entry_id TEXT;
CREATE INDEX attempt_by_entry ON attempt (entry_id, account_id);
-- A mock exam that was assigned is sat once by each, whatever races.
CREATE UNIQUE INDEX attempt_once_for_entry ON attempt (entry_id, account_id) WHERE mode = 'exam';

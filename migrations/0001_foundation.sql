-- One text for SQLite and PostgreSQL. Ids are UUIDv7 made by us; times are milliseconds UTC, unless they are named
-- *_service: those are milliseconds on the service clock, which stands still while the server is down.
-- Columns that hold something personal say so with the word "personal"; an export covers all of them.

CREATE TABLE organisation (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE account (
    id TEXT NOT NULL PRIMARY KEY,                        -- personal
    organisation_id TEXT REFERENCES organisation (id),   -- personal
    email TEXT NOT NULL,                                 -- personal, as typed
    email_key TEXT NOT NULL UNIQUE,                      -- personal, normalised
    name TEXT NOT NULL,                                  -- personal
    role TEXT NOT NULL,                                  -- personal
    password_hash TEXT NOT NULL,                         -- secret, never exported
    exam_date TEXT,                                      -- personal, ISO 8601 day
    created_at BIGINT NOT NULL                           -- personal
);

CREATE TABLE session (
    token_hash TEXT NOT NULL PRIMARY KEY,                -- secret: SHA-256 of the token
    id TEXT NOT NULL UNIQUE,
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    created_at BIGINT NOT NULL,                          -- personal
    seen_at BIGINT NOT NULL,                             -- personal
    expires_at BIGINT NOT NULL,
    agent TEXT NOT NULL                                  -- personal: the browser as it names itself
);
CREATE INDEX session_by_account ON session (account_id);

-- Browsers from which somebody signed in before: their guesses are counted apart from a stranger's.
CREATE TABLE known_device (
    token_hash TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    created_at BIGINT NOT NULL
);
CREATE INDEX known_device_by_account ON known_device (account_id);

-- Each version of an item that was ever put before anyone; an attempt stays pinned to the digests that it showed.
CREATE TABLE item_version (
    item_id TEXT NOT NULL,
    digest TEXT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (item_id, digest)
);

CREATE TABLE attempt (
    id TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    mode TEXT NOT NULL,
    level TEXT NOT NULL,
    scheme_id TEXT,                                      -- none for practice
    title TEXT NOT NULL,
    seed BIGINT NOT NULL,
    paper TEXT NOT NULL,                                 -- JSON: [{item, digest}]
    shape TEXT NOT NULL,                                 -- number of options of each item, a digit each
    pass_mark BIGINT,                                    -- marks
    started_at BIGINT NOT NULL,
    started_service BIGINT NOT NULL,
    granted BIGINT,                                      -- working time in ms; none for practice
    deadline_service BIGINT,                             -- started_service + granted
    touched_service BIGINT NOT NULL,                     -- last act or heartbeat
    phase TEXT NOT NULL,
    finished_at BIGINT,
    used BIGINT,                                         -- working time used, ms
    score BIGINT,
    marks BIGINT NOT NULL,
    result TEXT                                          -- JSON: marks per item and per area
);
CREATE INDEX attempt_by_account ON attempt (account_id, started_at);
CREATE INDEX attempt_by_deadline ON attempt (deadline_service) WHERE phase = 'running';
-- A second tab, a double click or a race cannot start a second exam.
CREATE UNIQUE INDEX attempt_one_running_exam ON attempt (account_id) WHERE phase = 'running' AND mode = 'exam';

CREATE TABLE attempt_event (
    attempt_id TEXT NOT NULL REFERENCES attempt (id) ON DELETE CASCADE,
    number BIGINT NOT NULL,
    save_key TEXT NOT NULL,                              -- the same save sent twice is stored once
    sequence BIGINT NOT NULL,
    item BIGINT,                                         -- place in the paper, for acts
    aspect BIGINT,                                       -- what the act decides, see domain::attempt::Aspect
    at BIGINT NOT NULL,                                  -- personal
    at_service BIGINT NOT NULL,
    body TEXT NOT NULL,                                  -- personal, JSON: domain::attempt::Event
    PRIMARY KEY (attempt_id, number),
    UNIQUE (attempt_id, save_key)
);

CREATE TABLE study_event (
    id TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    at BIGINT NOT NULL,                                  -- personal
    body TEXT NOT NULL                                   -- personal, JSON: domain::record::StudyEvent
);
CREATE INDEX study_event_by_account ON study_event (account_id, at);

-- The replay of study_event, kept so that a page reads one row.
CREATE TABLE study_record (
    account_id TEXT NOT NULL PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    revision BIGINT NOT NULL,
    body TEXT NOT NULL                                   -- personal, JSON: domain::record::StudyRecord
);

CREATE TABLE lesson_note (
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    lesson_id TEXT NOT NULL,
    body TEXT NOT NULL,                                  -- personal
    revision BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, lesson_id)
);

CREATE TABLE official_result (
    id TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    level TEXT NOT NULL,                                 -- personal
    institute TEXT NOT NULL,                             -- personal
    awarded_on TEXT NOT NULL,                            -- personal, ISO 8601 day
    certificate_number TEXT NOT NULL,                    -- personal
    recorded_at BIGINT NOT NULL,
    UNIQUE (account_id, level, institute, certificate_number)
);

-- One row: how far the service clock had come, and what the wall clock said then.
CREATE TABLE service_clock (
    id BIGINT NOT NULL PRIMARY KEY,
    service_ms BIGINT NOT NULL,
    wall_ms BIGINT NOT NULL
);

-- Certificates of completion of our own courses, and the badges that go with them: who holds one, with which keys badges are
-- signed, and which place in a list of withdrawn badges each has.

-- One key is in use. What a retired one signed still counts, up to its end; its secret half is forgotten.
CREATE TABLE signing_key (
    id TEXT NOT NULL PRIMARY KEY,                        -- the public half: z6Mk…
    number BIGINT NOT NULL UNIQUE,                       -- counted from 1: of two made at once one stands
    secret TEXT NOT NULL,                                -- secret: the seed, hexadecimal; empty once it is retired
    created_at BIGINT NOT NULL,
    retired_at BIGINT                                    -- none for the one in use; created_at when nothing of it counts
);

-- Places are given out for good: one whose certificate was erased is given to nobody else.
CREATE TABLE badge_place (
    list BIGINT NOT NULL,                                -- which list, counted from 1
    place BIGINT NOT NULL,                               -- random, below documents::badge::LIST_LENGTH
    withdrawn_at BIGINT,
    PRIMARY KEY (list, place)
);

CREATE TABLE completion (
    id TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    level TEXT NOT NULL,                                 -- personal
    edition TEXT NOT NULL,                               -- personal
    title TEXT NOT NULL,                                 -- personal, of the course
    holder TEXT NOT NULL,                                -- personal, the name when it was issued
    email TEXT NOT NULL,                                 -- personal, the address when it was issued
    lessons BIGINT NOT NULL,                             -- personal, of the course
    hours BIGINT NOT NULL,                               -- personal, of the course
    completed_on TEXT NOT NULL,                          -- personal, ISO 8601 day
    mock_percent BIGINT NOT NULL,                        -- personal, the best mock exam
    mock_on TEXT NOT NULL,                               -- personal, ISO 8601 day
    code TEXT NOT NULL,                                  -- personal
    code_hash TEXT NOT NULL UNIQUE,                      -- secret: SHA-256 of the code, by which it is found
    salt TEXT NOT NULL,                                  -- personal, hides the address in the badge
    shown TEXT NOT NULL,                                 -- personal, JSON: domain::completion::Shown
    issued_at BIGINT NOT NULL,                           -- personal
    list BIGINT NOT NULL,
    place BIGINT NOT NULL,
    withdrawn_at BIGINT,                                 -- personal
    withdrawn_by TEXT NOT NULL,                          -- personal: holder, service
    withdrawn_reason TEXT NOT NULL,                      -- personal
    UNIQUE (list, place)
);
CREATE INDEX completion_by_account ON completion (account_id, issued_at);
-- A double click or a race issues one.
CREATE UNIQUE INDEX completion_one_standing ON completion (account_id, level, edition) WHERE withdrawn_at IS NULL;

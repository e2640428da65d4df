-- Who is qualified: awards of people, and the books of organisations. Days are ISO 8601 texts, so that they compare as they
-- follow one another. `award_entry` and `organisation_entry` only grow; every other table here can be made from them again.

ALTER TABLE organisation ADD COLUMN number BIGINT NOT NULL DEFAULT 0;      -- lines of its books
ALTER TABLE organisation ADD COLUMN hash TEXT NOT NULL DEFAULT '';         -- of the last line
ALTER TABLE organisation ADD COLUMN settings TEXT NOT NULL DEFAULT '{}';   -- JSON: domain::organisation::Settings
ALTER TABLE organisation ADD COLUMN needed_on TEXT NOT NULL DEFAULT '';    -- the day for which `need` was made

-- The books. Names and addresses stand in `personal`, which is taken out when a person is erased; `seal` is its digest.
CREATE TABLE organisation_entry (
    organisation_id TEXT NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
    number BIGINT NOT NULL,
    at BIGINT NOT NULL,
    by_name TEXT NOT NULL,
    member_id TEXT NOT NULL,                             -- whom it is about; empty when nobody
    body TEXT NOT NULL,                                  -- JSON: domain::organisation::Entry
    personal TEXT,                                       -- JSON: name, address and salt
    seal TEXT NOT NULL,
    hash TEXT NOT NULL,                                  -- of this line and the one before it
    PRIMARY KEY (organisation_id, number)
);
CREATE INDEX organisation_entry_by_member ON organisation_entry (organisation_id, member_id, number);

CREATE TABLE department (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
    parent_id TEXT,
    name TEXT NOT NULL,
    path TEXT NOT NULL                                   -- ids from the top, each with a slash behind it
);
CREATE INDEX department_by_organisation ON department (organisation_id, path);

CREATE TABLE staff_position (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
    department_id TEXT NOT NULL,
    name TEXT NOT NULL
);
CREATE INDEX staff_position_by_department ON staff_position (department_id);
CREATE INDEX staff_position_by_organisation ON staff_position (organisation_id);

CREATE TABLE member (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
    account_id TEXT REFERENCES account (id) ON DELETE SET NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,                              -- the name in lower case, to sort and search by
    email TEXT NOT NULL,
    email_key TEXT NOT NULL,
    role TEXT NOT NULL,                                  -- personal
    lead_of TEXT,                                        -- the department of a team lead
    state TEXT NOT NULL,                                 -- personal: listed, invited, joined, left
    starts_on TEXT,                                      -- personal
    ends_on TEXT,                                        -- personal
    invitation TEXT,                                     -- secret: SHA-256 of the token
    invited_at BIGINT,
    joined_at BIGINT,                                    -- personal
    left_at BIGINT,                                      -- personal
    UNIQUE (organisation_id, email_key)
);
CREATE UNIQUE INDEX member_by_account ON member (account_id, organisation_id);
CREATE INDEX member_by_name ON member (organisation_id, name_key, id);
CREATE INDEX member_by_invitation ON member (invitation);

CREATE TABLE assignment (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
    member_id TEXT NOT NULL REFERENCES member (id) ON DELETE CASCADE,
    position_id TEXT NOT NULL,
    starts_on TEXT NOT NULL,
    ends_on TEXT
);
CREATE INDEX assignment_by_member ON assignment (member_id);
CREATE INDEX assignment_by_position ON assignment (position_id);
CREATE INDEX assignment_by_organisation ON assignment (organisation_id);

CREATE TABLE requirement (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
    body TEXT NOT NULL                                   -- JSON: domain::organisation::Requirement
);
CREATE INDEX requirement_by_organisation ON requirement (organisation_id);

-- Whom each requirement concerns today, and by which award it is met from when until when.
CREATE TABLE need (
    organisation_id TEXT NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
    requirement_id TEXT NOT NULL,
    member_id TEXT NOT NULL REFERENCES member (id) ON DELETE CASCADE,
    award_id TEXT,
    met_from TEXT,
    met_until TEXT,                                      -- 9999-12-31 when without an end
    PRIMARY KEY (organisation_id, requirement_id, member_id)
);
CREATE INDEX need_by_member ON need (member_id);
CREATE INDEX need_by_end ON need (organisation_id, met_until);

-- How many met each requirement on a day: for the trend.
CREATE TABLE coverage_day (
    organisation_id TEXT NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
    day TEXT NOT NULL,
    requirement_id TEXT NOT NULL,
    concerned BIGINT NOT NULL,
    met BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, day, requirement_id)
);

CREATE TABLE plan_item (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
    member_id TEXT NOT NULL REFERENCES member (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    level TEXT NOT NULL,
    due_on TEXT NOT NULL,
    cost BIGINT NOT NULL,                                -- hundredths of the currency
    state TEXT NOT NULL,                                 -- open, done, dropped
    made_at BIGINT NOT NULL
);
CREATE INDEX plan_item_by_day ON plan_item (organisation_id, state, due_on);
CREATE INDEX plan_item_by_member ON plan_item (member_id);

CREATE TABLE observation (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
    member_id TEXT NOT NULL REFERENCES member (id) ON DELETE CASCADE,
    seen_on TEXT NOT NULL,
    effect TEXT NOT NULL,
    words TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at BIGINT NOT NULL
);
CREATE INDEX observation_by_member ON observation (member_id, seen_on);

-- A certificate of a person. It belongs to the account; one that an organisation entered for somebody without an account
-- belongs to the member until the person joins.
CREATE TABLE award (
    id TEXT NOT NULL PRIMARY KEY,                        -- personal
    account_id TEXT REFERENCES account (id) ON DELETE SET NULL,
    member_id TEXT REFERENCES member (id) ON DELETE SET NULL,
    holder TEXT NOT NULL,                                -- the account, else the member: the same certificate stands once
    identity TEXT NOT NULL,                              -- domain::award::Facts::identity
    number BIGINT NOT NULL,                              -- lines of its log
    UNIQUE (holder, identity)
);
CREATE INDEX award_by_account ON award (account_id);
CREATE INDEX award_by_member ON award (member_id);

CREATE TABLE award_entry (
    award_id TEXT NOT NULL REFERENCES award (id) ON DELETE CASCADE,
    number BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,                         -- personal
    recorded_by TEXT NOT NULL,                           -- personal
    organisation_id TEXT REFERENCES organisation (id) ON DELETE SET NULL,
    body TEXT NOT NULL,                                  -- personal, JSON: domain::award::Event
    PRIMARY KEY (award_id, number)
);

-- How an organisation sees an award of one of its people: the replay of the log for that organisation.
CREATE TABLE holding (
    organisation_id TEXT NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
    award_id TEXT NOT NULL REFERENCES award (id) ON DELETE CASCADE,
    member_id TEXT NOT NULL REFERENCES member (id) ON DELETE CASCADE,
    qualification TEXT NOT NULL,
    institute TEXT NOT NULL,
    certificate_number TEXT NOT NULL,
    awarded_on TEXT NOT NULL,
    last_on TEXT NOT NULL,                               -- last day on which it counts; 9999-12-31 when without an end
    decision TEXT NOT NULL,                              -- open, verified, rejected
    claimed_at BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, award_id)
);
CREATE INDEX holding_by_member ON holding (member_id);
CREATE INDEX holding_by_decision ON holding (organisation_id, decision, claimed_at);
CREATE INDEX holding_by_end ON holding (organisation_id, qualification, last_on);

-- A file that proves an award. The bytes lie outside, under `place`.
CREATE TABLE evidence (
    id TEXT NOT NULL PRIMARY KEY,
    award_id TEXT NOT NULL REFERENCES award (id) ON DELETE CASCADE,
    place TEXT NOT NULL,                                 -- random name in the store of files
    name TEXT NOT NULL,                                  -- personal, as the person called it
    media_type TEXT NOT NULL,
    size BIGINT NOT NULL,                                -- bytes
    digest TEXT NOT NULL,                                -- SHA-256
    made_at BIGINT NOT NULL,                             -- personal
    made_by TEXT NOT NULL
);
CREATE INDEX evidence_by_award ON evidence (award_id);

-- A read-only link for an external auditor.
CREATE TABLE audit_link (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
    token_hash TEXT NOT NULL UNIQUE,                     -- secret: SHA-256 of the token
    for_whom TEXT NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    known_at BIGINT NOT NULL,
    seed BIGINT NOT NULL,
    sample BIGINT NOT NULL,                              -- people drawn; 0 for all
    expires_at BIGINT NOT NULL,
    ended_at BIGINT,
    made_by TEXT NOT NULL,
    made_at BIGINT NOT NULL
);
CREATE INDEX audit_link_by_organisation ON audit_link (organisation_id, made_at);

-- Questions that trainers write for their organisation: each with all its versions and what was done to it, and files of
-- questions that were read and are not taken in yet. A version goes into item_version once papers may use it.

CREATE TABLE bank_item (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
    author_id TEXT REFERENCES account (id) ON DELETE SET NULL,
    author_name TEXT NOT NULL,                           -- personal
    state TEXT NOT NULL,                                 -- of the newest version: draft, review, ready, pilot, live, retired
    version BIGINT NOT NULL,                             -- the newest
    used BIGINT,                                         -- the version that papers may use, if there is one
    used_as TEXT NOT NULL,                               -- pilot, live; empty where none is used
    level TEXT NOT NULL,                                 -- of the newest version, as are all columns below
    kind TEXT NOT NULL,
    area TEXT NOT NULL,
    edition TEXT NOT NULL,                               -- the edition that was taught when it was written
    label TEXT NOT NULL,                                 -- the author's own number or word
    family TEXT NOT NULL,
    beginning TEXT NOT NULL,                             -- of the question, on one line
    asked TEXT NOT NULL,                                 -- what it asks, to be compared with others
    made_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
);
CREATE INDEX bank_item_by_organisation ON bank_item (organisation_id, changed_at);
CREATE INDEX bank_item_by_author ON bank_item (author_id);

CREATE TABLE bank_version (
    item_id TEXT NOT NULL REFERENCES bank_item (id) ON DELETE CASCADE,
    number BIGINT NOT NULL,
    digest TEXT NOT NULL,                                -- empty where the text is no item yet
    written TEXT NOT NULL,                               -- JSON: the form as it was typed
    source TEXT NOT NULL,                                -- the text of the item that came of it (YAML)
    note TEXT NOT NULL,                                  -- personal: what the author said about it
    made_by TEXT REFERENCES account (id) ON DELETE SET NULL,
    made_by_name TEXT NOT NULL,                          -- personal
    made_at BIGINT NOT NULL,
    PRIMARY KEY (item_id, number)
);
CREATE INDEX bank_version_by_maker ON bank_version (made_by);

CREATE TABLE bank_event (
    item_id TEXT NOT NULL REFERENCES bank_item (id) ON DELETE CASCADE,
    number BIGINT NOT NULL,
    version BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    made_by TEXT REFERENCES account (id) ON DELETE SET NULL,
    made_by_name TEXT NOT NULL,                          -- personal
    act TEXT NOT NULL,                                   -- send, recall, accept, return, pilot, publish, retire, revive
    words TEXT NOT NULL,                                 -- personal: what was said about it
    PRIMARY KEY (item_id, number)
);
CREATE INDEX bank_event_by_maker ON bank_event (made_by);

CREATE TABLE question_file (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
    made_by TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    file_name TEXT NOT NULL,
    list TEXT NOT NULL,                                  -- JSON: what was read; empty once it was taken in
    total BIGINT NOT NULL,                               -- questions that can be taken
    taken BIGINT,                                        -- how many were, once it is done
    made_at BIGINT NOT NULL
);
CREATE INDEX question_file_by_maker ON question_file (made_by, made_at);

ALTER TABLE paper ADD COLUMN pilots TEXT NOT NULL DEFAULT '[]';  -- JSON: questions that are asked and do not count

-- Lists of people that were read and are not taken in yet: thrown away after a day, and the list itself once it is taken in.

CREATE TABLE intake (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
    made_by TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    file_name TEXT NOT NULL,
    list TEXT NOT NULL,                                  -- JSON: what was read; empty once it was taken in
    total BIGINT NOT NULL,                               -- rows that can be taken
    state TEXT NOT NULL,                                 -- draft, running, done
    taken BIGINT NOT NULL,                               -- rows that were taken in
    outcome TEXT NOT NULL,                               -- JSON: rows by fate, once it is done
    made_at BIGINT NOT NULL
);
CREATE INDEX intake_by_organisation ON intake (organisation_id, made_at);
CREATE INDEX intake_by_state ON intake (state, made_at);

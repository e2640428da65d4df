-- Answers in own words that people mark. `place` counts from 0 in the paper. `answer` is the SHA-256 of the words that were marked: what
-- was given for other words counts for nothing.

-- What one marker gives for one answer, finished or not.
CREATE TABLE mark_sheet (
    id TEXT NOT NULL PRIMARY KEY,
    attempt_id TEXT NOT NULL REFERENCES attempt (id) ON DELETE CASCADE,
    place BIGINT NOT NULL,
    answer TEXT NOT NULL,
    marker_id TEXT NOT NULL,                             -- the account of who marks, which may be gone
    marker TEXT NOT NULL,                                -- the marker's name
    body TEXT NOT NULL,                                  -- personal; JSON: domain::rubric::Judgement
    state TEXT NOT NULL,                                 -- draft, done
    revision BIGINT NOT NULL,
    at BIGINT NOT NULL,                                  -- personal
    UNIQUE (attempt_id, place, marker_id)
);

-- What counts in the end. It only grows: of several for one answer the one with the highest number counts.
CREATE TABLE final_mark (
    attempt_id TEXT NOT NULL REFERENCES attempt (id) ON DELETE CASCADE,
    place BIGINT NOT NULL,
    number BIGINT NOT NULL,
    answer TEXT NOT NULL,
    marks BIGINT NOT NULL,                               -- personal; hundredths
    body TEXT NOT NULL,                                  -- personal; JSON: domain::rubric::Judgement
    decided_by TEXT NOT NULL,
    reason TEXT NOT NULL,                                -- personal; empty where there was nothing to decide between
    at BIGINT NOT NULL,                                  -- personal
    counts_at BIGINT,                                    -- personal; since when it is in the result and shown
    PRIMARY KEY (attempt_id, place, number)
);

-- Comments that a marker uses again.
CREATE TABLE marker_comment (
    id TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    words TEXT NOT NULL,                                 -- personal
    used BIGINT NOT NULL,                                -- personal; how often
    made_at BIGINT NOT NULL                              -- personal
);
CREATE INDEX marker_comment_by_account ON marker_comment (account_id);

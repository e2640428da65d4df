-- What was answered, ready to be analysed; questions that were put right after they were sat; and the next session.

-- One row for each ended exam, worked out from its log and its items as its result is.
CREATE TABLE attempt_answers (
    attempt_id TEXT NOT NULL PRIMARY KEY REFERENCES attempt (id) ON DELETE CASCADE,
    body TEXT NOT NULL                                   -- personal: for each question what was chosen, its marks and its time (domain::analysis::packed)
);

-- Corrections only grow: one that is undone is followed by the row that undoes it. A cohort with corrections cannot be deleted, since
-- results hang on them.
CREATE TABLE correction (
    id TEXT NOT NULL PRIMARY KEY,
    cohort_id TEXT NOT NULL REFERENCES cohort (id),
    item_id TEXT NOT NULL,
    digest TEXT NOT NULL,                                -- the version of the question that is corrected
    kind TEXT NOT NULL,                                  -- answers, everyone, drop
    answers TEXT NOT NULL,                               -- JSON: what is right now, a list of domain::response::Response
    reason TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    undoes TEXT UNIQUE REFERENCES correction (id),       -- the correction that this row takes back
    before_digest TEXT NOT NULL,                         -- of all results that it reached, before it
    after_digest TEXT NOT NULL                           -- and after it
);
CREATE INDEX correction_by_cohort ON correction (cohort_id, made_at);

-- Whose result a correction, or what undid it, changed.
CREATE TABLE correction_change (
    correction_id TEXT NOT NULL REFERENCES correction (id),
    attempt_id TEXT NOT NULL REFERENCES attempt (id) ON DELETE CASCADE,
    score_before BIGINT NOT NULL,                        -- personal
    marks_before BIGINT NOT NULL,
    passed_before BOOLEAN,                               -- personal
    score_after BIGINT NOT NULL,                         -- personal
    marks_after BIGINT NOT NULL,
    passed_after BOOLEAN,                                -- personal
    PRIMARY KEY (correction_id, attempt_id)
);
CREATE INDEX correction_change_by_attempt ON correction_change (attempt_id);

-- What a trainer prepares for the next meeting of a cohort.
CREATE TABLE session_draft (
    cohort_id TEXT NOT NULL PRIMARY KEY REFERENCES cohort (id) ON DELETE CASCADE,
    body TEXT NOT NULL,                                  -- JSON: store::SessionDraft
    kept_by TEXT NOT NULL,
    kept_at BIGINT NOT NULL
);

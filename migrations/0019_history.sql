-- Who did what in a class, and how own questions did in the papers that had them.

-- One row for each thing that was done, written in the write that did it; rows are never changed. Names are looked up when it is read, so
-- that of somebody whose account is gone nothing is left here.
CREATE TABLE cohort_event (
    id TEXT NOT NULL PRIMARY KEY,                        -- sorts by time
    cohort_id TEXT NOT NULL REFERENCES cohort (id) ON DELETE CASCADE,
    at BIGINT NOT NULL,                                  -- personal
    account_id TEXT REFERENCES account (id) ON DELETE SET NULL,
    kind TEXT NOT NULL,                                  -- personal: the kind of domain::cohort::deed::Deed
    participant_id TEXT REFERENCES participant (id) ON DELETE SET NULL,
    trainer_id TEXT REFERENCES account (id) ON DELETE SET NULL,
    entry_id TEXT,                                       -- of the plan
    details TEXT NOT NULL                                -- personal: JSON, domain::cohort::deed::Deed
);
CREATE INDEX cohort_event_by_cohort ON cohort_event (cohort_id, id);
CREATE INDEX cohort_event_by_account ON cohort_event (account_id);
CREATE INDEX cohort_event_by_participant ON cohort_event (participant_id);
CREATE INDEX cohort_event_by_trainer ON cohort_event (trainer_id);

-- The sittings of a fixed paper, the latest last.
CREATE INDEX attempt_by_paper ON attempt (paper_id, id) WHERE paper_id IS NOT NULL;

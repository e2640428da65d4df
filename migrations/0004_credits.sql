-- The ledger of ITIL Expert credit equivalents. `credit_entry` only grows: what was wrong is reversed by a line of its own.
-- Official results became awards; `official_result` is emptied at the next start and no longer written.

-- What certificates are worth by the course with which the database was last opened.
CREATE TABLE credit_value (
    code TEXT NOT NULL,
    valid_from TEXT NOT NULL,                            -- 0001-01-01 when from the beginning
    valid_until TEXT NOT NULL,                           -- 9999-12-31 when without an end
    half_credits BIGINT,                                 -- none where the holder states it
    PRIMARY KEY (code, valid_from)
);

CREATE TABLE credit_entry (
    id TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    award_id TEXT NOT NULL REFERENCES award (id) ON DELETE CASCADE,
    number BIGINT NOT NULL,                              -- counted from 1 for each award
    qualification TEXT NOT NULL,                         -- personal
    half_credits BIGINT NOT NULL,                        -- personal, negative for a reversal
    kind TEXT NOT NULL,                                  -- personal: earned, reversal
    reverses BIGINT,                                     -- number of the line that it takes back
    reason TEXT NOT NULL,                                -- personal
    at BIGINT NOT NULL,                                  -- personal
    UNIQUE (award_id, number),
    UNIQUE (award_id, reverses)
);
CREATE INDEX credit_entry_by_account ON credit_entry (account_id);

-- Mail: what is to be sent and what was, and what people do not want to get.

CREATE TABLE mail (
    id TEXT NOT NULL PRIMARY KEY,
    account_id TEXT REFERENCES account (id) ON DELETE CASCADE,                -- empty when the address has no account
    organisation_id TEXT REFERENCES organisation (id) ON DELETE CASCADE,      -- whose administrators see it
    email TEXT NOT NULL,                                 -- personal
    email_key TEXT NOT NULL,
    kind TEXT NOT NULL,                                  -- personal: store::MailKind
    occasion TEXT NOT NULL UNIQUE,                       -- what it is sent for: one occasion makes one mail
    subject TEXT NOT NULL,                               -- personal
    body_text TEXT NOT NULL,                             -- personal
    body_html TEXT NOT NULL,                             -- personal
    unsubscribe TEXT NOT NULL UNIQUE,                    -- secret: the token in its link to turn the kind off
    made_at BIGINT NOT NULL,                             -- personal
    not_before BIGINT NOT NULL,
    tries BIGINT NOT NULL,
    state TEXT NOT NULL,                                 -- personal: queued, sending, sent, failed, held, declined
    lease TEXT NOT NULL,                                 -- of the worker that is sending it
    leased_until BIGINT NOT NULL,
    last_error TEXT NOT NULL,
    sent_at BIGINT                                       -- personal
);
CREATE INDEX mail_by_state ON mail (state, not_before);
CREATE INDEX mail_by_email ON mail (email_key, kind);
CREATE INDEX mail_by_account ON mail (account_id);
CREATE INDEX mail_by_organisation ON mail (organisation_id, made_at);

-- By address, so that somebody without an account can turn mail off too. No row: the mail is wanted.
CREATE TABLE mail_preference (
    email_key TEXT NOT NULL,
    kind TEXT NOT NULL,
    wanted BOOLEAN NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (email_key, kind)
);

-- A link by which somebody takes a badge into a wallet on another device, for a short while. Only the hash of its token is kept.
CREATE TABLE badge_link (
    completion_id TEXT NOT NULL PRIMARY KEY REFERENCES completion (id) ON DELETE CASCADE,
    token_hash TEXT NOT NULL UNIQUE,
    expires_at BIGINT NOT NULL
);

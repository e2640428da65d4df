-- Who came back is another line of the books: the earlier line says which, so that reports about its days keep what was known.
ALTER TABLE member ADD COLUMN came_back_as TEXT;
CREATE INDEX member_by_return ON member (came_back_as);

-- What is not asked of somebody for a time; made from the lines of the books.
CREATE TABLE exception (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
    member_id TEXT NOT NULL REFERENCES member (id) ON DELETE CASCADE,
    requirement_id TEXT NOT NULL,
    state TEXT NOT NULL,                                 -- asked, granted, refused, ended
    from_on TEXT,                                        -- the first day, once granted
    until_on TEXT NOT NULL,                              -- the last day
    reason TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    answer TEXT NOT NULL,                                -- what was said when it was decided
    decided_by TEXT NOT NULL,
    decided_at BIGINT
);
CREATE INDEX exception_by_member ON exception (member_id, asked_at);
CREATE INDEX exception_by_state ON exception (organisation_id, state, asked_at);
CREATE INDEX exception_by_requirement ON exception (requirement_id, state);

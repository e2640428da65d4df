-- What a line of the books says anew is found again under its subject, so that the next line about the same thing can be
-- compared with it. Ids have 36 letters; an older line with any other id is compared with nothing.

ALTER TABLE organisation_entry ADD COLUMN subject TEXT NOT NULL DEFAULT '';   -- domain::organisation::Entry::subject

UPDATE organisation_entry SET subject = CASE
    WHEN body LIKE '{"entry":"named",%' THEN 'name'
    WHEN body LIKE '{"entry":"ruled",%' THEN 'settings'
    WHEN body LIKE '{"entry":"department","department":"%' THEN 'department ' || substr(body, 37, 36)
    WHEN body LIKE '{"entry":"position","position":"%' THEN 'position ' || substr(body, 33, 36)
    WHEN body LIKE '{"entry":"member","member":"%' THEN 'member ' || substr(body, 29, 36)
    WHEN body LIKE '{"entry":"role","member":"%' THEN 'role ' || substr(body, 27, 36)
    WHEN body LIKE '{"entry":"assigned","assignment":"%' THEN 'assigned ' || substr(body, 35, 36)
    WHEN body LIKE '{"entry":"requirement","requirement":{"id":"%' THEN 'requirement ' || substr(body, 45, 36)
    WHEN body LIKE '{"entry":"exception_asked","exception":"%' THEN 'exception ' || substr(body, 41, 36)
    WHEN body LIKE '{"entry":"planned","plan":"%' THEN 'plan ' || substr(body, 28, 36)
    WHEN body LIKE '{"entry":"linked","link":"%' THEN 'link ' || substr(body, 27, 36)
    ELSE ''
END;

CREATE INDEX organisation_entry_by_subject ON organisation_entry (organisation_id, subject, number);

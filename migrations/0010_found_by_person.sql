-- What belongs to one person of an organisation is found by the person, however many others there are: an engine that has
-- counted nothing yet prefers the index of which more columns are given.

DROP INDEX need_by_member;
CREATE INDEX need_by_member ON need (member_id, organisation_id);
DROP INDEX assignment_by_member;
CREATE INDEX assignment_by_member ON assignment (member_id, organisation_id);
DROP INDEX holding_by_member;
CREATE INDEX holding_by_member ON holding (member_id, organisation_id, decision, qualification);

-- What lists of a large organisation are put together from, so that they read indexes only.

CREATE INDEX holding_by_level ON holding (organisation_id, qualification, member_id, decision, awarded_on, last_on);
CREATE INDEX assignment_by_holder ON assignment (organisation_id, position_id, member_id, starts_on, ends_on);
